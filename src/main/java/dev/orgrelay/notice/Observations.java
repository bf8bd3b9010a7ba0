package dev.orgrelay.notice;

import static dev.orgrelay.notice.Sighting.NEVER;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.central.Applications;
import dev.orgrelay.central.Central;
import dev.orgrelay.central.Incident;
import dev.orgrelay.journal.status.DeferredChanges;
import dev.orgrelay.journal.status.DeferredChanges.Deferred;
import dev.orgrelay.journal.status.SourceActivities;
import dev.orgrelay.journal.status.SourceActivity;
import dev.orgrelay.organization.Text;
import dev.orgrelay.reconcile.HeldDeletes;
import dev.orgrelay.source.SourceDescription;
import dev.orgrelay.source.Sources;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** All that this instance knows about causes now, from what others know already. IoT Central is not called for it. */
@Singleton
class Observations {

    private static final Duration BEFORE_END = Duration.ofDays(30);

    /** When those are told once more who have forgotten the first time. */
    private static final Duration SHORTLY_BEFORE_END = Duration.ofDays(3);

    /**
     * One of them.
     *
     * @param key of the cause
     * @param note takes it in; false if that changes nothing
     * @param written what to do once it is written down
     */
    record Observation(String key, Predicate<Cause> note, Runnable written) {

        private Observation(NoticeKind kind, String subject, Predicate<Cause> note) {
            this(kind.key(subject), note, () -> {});
        }
    }

    private static final int LONGEST_TEXT = 300;

    private final String instance = UUID.randomUUID().toString().substring(0, 8);
    private final NoticeSettings settings;
    private final Applications applications;
    private final Sources sources;
    private final SourceActivities activities;
    private final NoticedChanges changes;
    private final DeferredChanges deferred;
    private final HeldDeletes held;
    private final Clock clock;

    Observations(
            NoticeSettings settings,
            Applications applications,
            Sources sources,
            SourceActivities activities,
            NoticedChanges changes,
            DeferredChanges deferred,
            HeldDeletes held,
            Clock clock) {
        this.settings = settings;
        this.applications = applications;
        this.sources = sources;
        this.activities = activities;
        this.changes = changes;
        this.deferred = deferred;
        this.held = held;
        this.clock = clock;
    }

    /** Fails if the storage account cannot be reached. */
    Uni<List<Observation>> all() {
        Instant now = clock.instant();
        Uni<Map<String, List<Deferred>>> overdue = deferred.waitingSince(now.minus(settings.waiting()));
        return Uni.combine().all().unis(overdue, held.all()).asTuple().map(found -> {
            List<Observation> all = new ArrayList<>();
            for (String name : applications.names()) {
                Central central = applications.named(name).orElseThrow();
                all.add(incident(NoticeKind.APPLICATION, name, central.incident(), central.answeredAt(), now));
                all.add(drift(name, now));
                all.add(waiting(name, found.getItem1().getOrDefault(name, List.of()), now));
                central.tokenEnds()
                        .filter(end -> now.isAfter(end.minus(BEFORE_END)))
                        .ifPresent(end -> all.add(token(name, end, now)));
            }
            for (SourceDescription source : sources.descriptions()) {
                SourceActivity activity = activities.of(source.name());
                all.add(incident(NoticeKind.SOURCE, source.name(), activity.incident(), activity.takenAt(), now));
                all.add(refusals(source.name(), now));
                source.silentAfter().ifPresent(longest -> all.add(silence(source.name(), activity, longest, now)));
            }
            all.add(refusals(NoticedChanges.OPERATOR, now));
            found.getItem2().forEach(deletes -> all.add(held(deletes, now)));
            return all;
        });
    }

    /** That somebody asks for a notice, to see whether it arrives. */
    Observation test(String id) {
        ObjectNode data =
                data(NoticeKind.TEST, "", "test", "somebody asked for this notice", "nothing: it has arrived");
        return new Observation(NoticeKind.TEST, "", cause -> cause.tell(id, data, clock.instant()));
    }

    private Observation incident(NoticeKind kind, String name, Optional<Incident> incident, Instant well, Instant now) {
        ObjectNode data = incident.map(bad -> data(kind, name, bad.state(), bad.detail(), bad.todo()))
                .orElseGet(JsonNodeFactory.instance::objectNode);
        return seen(kind, name, Sighting.of(incident, well), data, now);
    }

    private Observation drift(String application, Instant now) {
        String todo = "look at the plan, and reconcile if it is right";
        ObjectNode data = data(NoticeKind.DRIFT, application, "drift", changes.difference(application), todo);
        return seen(NoticeKind.DRIFT, application, changes.drift(application), data, now);
    }

    private Observation waiting(String application, List<Deferred> waiting, Instant now) {
        if (waiting.isEmpty()) {
            Sighting none = new Sighting(NEVER, NEVER, now, 0);
            return seen(NoticeKind.WAITING, application, none, JsonNodeFactory.instance.objectNode(), now);
        }
        Deferred oldest = waiting.get(0);
        String detail = "the oldest is of '" + oldest.change().organization() + "': " + oldest.reason();
        String todo = "see in the history of the organization what it waits for";
        ObjectNode data = data(NoticeKind.WAITING, application, "waiting", detail, todo)
                .put("since", oldest.since().toString())
                .put("count", waiting.size());
        return seen(NoticeKind.WAITING, application, new Sighting(now, now, NEVER, 0), data, now);
    }

    private Observation refusals(String source, Instant now) {
        String todo = "read the dead letters, correct what they say, replay them";
        ObjectNode data = data(NoticeKind.REFUSED, source, "refused", changes.reason(source), todo);
        Sighting sighting = changes.refusals(source, now);
        return new Observation(
                NoticeKind.REFUSED.key(source),
                cause -> cause.note(sighting, data, instance, now),
                () -> changes.reported(source, sighting.count()));
    }

    private Observation silence(String source, SourceActivity activity, Duration longest, Instant now) {
        String detail = "nothing was heard of it for " + Text.duration(longest);
        String todo = "see whether it still sends to /api/events/" + source;
        ObjectNode data = data(NoticeKind.SILENT, source, "silent", detail, todo);
        Instant heard = activity.lastDelivery().orElse(NEVER);
        return new Observation(NoticeKind.SILENT, source, cause -> cause.hear(heard, longest, data, now));
    }

    private Observation held(HeldDeletes.Entry held, Instant now) {
        String detail = Text.count(held.deletes(), "delete") + " with the digest " + held.digest();
        String todo = "look at them; this releases exactly these: " + held.release();
        ObjectNode data = data(NoticeKind.HELD, held.application(), "held", detail, todo)
                .put("count", held.deletes())
                .put("since", held.since().toString());
        String name = held.digest() + " " + held.since();
        return new Observation(NoticeKind.HELD, held.application(), cause -> cause.tell(name, data, now));
    }

    private Observation token(String application, Instant end, Instant now) {
        String state = now.isAfter(end) ? "ended" : "ends";
        String todo = "make a new one in IoT Central, and set orgrelay.applications." + application + ".api-token";
        ObjectNode data = data(NoticeKind.TOKEN, application, state, "its API token " + state + " at " + end, todo)
                .put("until", end.toString());
        String name = end + (now.isAfter(end.minus(SHORTLY_BEFORE_END)) ? " shortly" : "");
        return new Observation(NoticeKind.TOKEN, application, cause -> cause.tell(name, data, now));
    }

    private Observation seen(NoticeKind kind, String subject, Sighting sighting, ObjectNode data, Instant now) {
        return new Observation(kind, subject, cause -> cause.note(sighting, data, instance, now));
    }

    private ObjectNode data(NoticeKind kind, String subject, String state, String detail, String todo) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        if (!subject.isEmpty()) {
            data.put(kind.noun(), subject);
        }
        return data.put("state", state)
                .put("detail", Text.shorten(detail, LONGEST_TEXT))
                .put("todo", todo)
                .put("link", settings.link(kind.view(subject)));
    }
}
