package dev.orgrelay.relay;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Cause;
import dev.orgrelay.organization.Outcome.Deferred;
import dev.orgrelay.organization.Text;
import dev.orgrelay.relay.Records.Row;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * How long a change that is not in the queue may wait for another one, which may never come: its sender sends the whole delivery until nothing of it is deferred. Since
 * when it waits is remembered for a day after it was deferred last: among instances that share records there, else in memory, the {@value #MOST} last ones.
 */
@Singleton
public class WaitLimit {

    static final int MOST = 10_000;

    private static final Logger LOG = Logger.getLogger(WaitLimit.class);
    private static final int AT_ONCE = 16;
    private static final String KIND = "deferred";
    private static final String SINCE = "since";
    private static final String LAST = "last";
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);
    private static final Duration WRITTEN_EVERY = Duration.ofMinutes(10);

    /** So that for each row that is written two are looked at. */
    private static final int SWEPT_EVERY = Records.MOST_ON_A_PAGE / 2;

    private static final Set<Cause> CAUSES = EnumSet.of(Cause.NO_PLACE, Cause.MISSING);

    private final Records records;
    private final DeadLetters deadLetters;
    private final Duration giveUpAfter;
    private final Clock clock;
    private final Map<String, Wait> waits = new LinkedHashMap<>(16, 0.75f, true);
    private final AtomicInteger written = new AtomicInteger();
    private volatile Optional<String> sweptTo = Optional.empty();

    /** @param last when it was deferred last, or a little earlier */
    private record Wait(Instant since, Instant last) {

        static Wait of(Row row) {
            return new Wait(row.time(SINCE), row.time(LAST));
        }

        static Wait after(Optional<Wait> known, Instant now) {
            return new Wait(
                    known.filter(one -> !one.isOver(now)).map(Wait::since).orElse(now), now);
        }

        boolean isOver(Instant now) {
            return last.plus(FORGOTTEN_AFTER).isBefore(now);
        }

        ObjectNode json() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put(SINCE, since.toString())
                    .put(LAST, last.toString());
        }
    }

    WaitLimit(Records records, DeadLetters deadLetters, QueueConfig config, Clock clock) {
        this.records = records;
        this.deadLetters = deadLetters;
        this.giveUpAfter = config.giveUpAfter();
        this.clock = clock;
    }

    /** {@code outcomes} of {@code changes}, in which what has waited for too long is refused, and kept as a dead letter. */
    public Uni<List<Outcome>> check(List<Change> changes, List<Outcome> outcomes) {
        List<Uni<Void>> checks = new ArrayList<>();
        List<Outcome> checked = new ArrayList<>(outcomes);
        for (int i = 0; i < checked.size(); i++) {
            int index = i;
            Change change = changes.get(i);
            if (outcomes.get(i) instanceof Deferred deferred
                    && CAUSES.contains(deferred.cause())
                    && change.provenance().isOfEvent()) {
                checks.add(check(change, deferred)
                        .invoke(outcome -> checked.set(index, outcome))
                        .replaceWithVoid());
            }
        }
        return checks.isEmpty()
                ? Uni.createFrom().item(outcomes)
                : Uni.join()
                        .all(checks)
                        .usingConcurrencyOf(AT_ONCE)
                        .andFailFast()
                        .replaceWith(checked);
    }

    /** Nothing here is worth a failure: the change comes again. */
    private Uni<Outcome> check(Change change, Deferred deferred) {
        Instant now = clock.instant();
        return since(key(change), now)
                .flatMap(since -> since.plus(giveUpAfter).isBefore(now)
                        ? giveUp(change, deferred, now)
                        : Uni.createFrom().item(deferred))
                .onFailure()
                .recoverWithItem(deferred);
    }

    private Uni<Outcome> giveUp(Change change, Deferred deferred, Instant now) {
        String reason = "it waited for " + Text.duration(giveUpAfter) + " in vain: " + deferred.reason();
        DeadLetter letter = DeadLetter.givenUp(change, 0, reason, now);
        return deadLetters.keep(letter).replaceWith(new Outcome.Refused(reason).keptAs(letter.id()));
    }

    /** By its event, or else by what it asks for. */
    private static String key(Change change) {
        long hash = EventKey.hash(
                change.application(),
                change.organization().value(),
                change.provenance().source(),
                change.provenance().origin().orElse(""),
                change.provenance().eventId().orElseGet(() -> change.displayName() + "|" + change.placement()));
        return Long.toHexString(hash);
    }

    private Uni<Instant> since(String key, Instant now) {
        if (!records.areShared()) {
            return Uni.createFrom().item(() -> remembered(key, now).since());
        }
        return records.find(KIND, key).flatMap(seen -> {
            Optional<Wait> known = seen.map(Wait::of);
            Wait wait = Wait.after(known, now);
            boolean isWritten = known.filter(
                            one -> one.last().plus(WRITTEN_EVERY).isAfter(now))
                    .isPresent();
            return isWritten
                    ? Uni.createFrom().item(wait.since())
                    : records.put(KIND, key, wait.json(), seen.map(Row::version))
                            .invoke(() -> sweepNowAndThen(now))
                            .replaceWith(wait.since());
        });
    }

    private synchronized Wait remembered(String key, Instant now) {
        Wait wait = Wait.after(Optional.ofNullable(waits.get(key)), now);
        waits.put(key, wait);
        if (waits.size() > MOST) {
            waits.remove(waits.keySet().iterator().next());
        }
        return wait;
    }

    /** A page after the other, and nobody waits for it. */
    private void sweepNowAndThen(Instant now) {
        if (written.incrementAndGet() % SWEPT_EVERY == 0) {
            sweep(now)
                    .subscribe()
                    .with(
                            done -> {},
                            failure -> LOG.debugf("what waits no more is forgotten later: %s", failure.getMessage()));
        }
    }

    private Uni<Void> sweep(Instant now) {
        return records.list(KIND, sweptTo)
                .invoke(page -> sweptTo = page.next())
                .onItem()
                .transformToMulti(page -> Multi.createFrom()
                        .iterable(
                                page.read(row -> Wait.of(row).isOver(now) ? Optional.of(row) : Optional.<Row>empty())))
                .onItem()
                .transformToUniAndConcatenate(row -> row.map(records::remove)
                        .orElseGet(() -> Uni.createFrom().item(false)))
                .onItem()
                .ignoreAsUni();
    }
}
