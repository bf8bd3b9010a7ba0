package dev.orgrelay.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.central.Applications;
import dev.orgrelay.configuration.Words;
import dev.orgrelay.intake.Reconciliations;
import dev.orgrelay.intake.Reconciliations.Unfinished;
import dev.orgrelay.journal.status.DeferredChanges;
import dev.orgrelay.journal.status.LastPlans;
import dev.orgrelay.journal.status.SourceActivities;
import dev.orgrelay.reconcile.DesiredState.Posted;
import dev.orgrelay.reconcile.HeldDeletes;
import dev.orgrelay.relay.ChangeQueue;
import dev.orgrelay.relay.ScheduledChanges;
import dev.orgrelay.source.Sources;
import io.netty.handler.codec.DateFormatter;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/** How this instance and its applications and sources do, for operators, from what others know already. IoT Central is not called for it. */
@OperatorOnly
@Path("/status")
class StatusResource {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Of what takes effect later; beyond that nobody counts any more. */
    private static final int MOST_COUNTED = 1_000;

    private final ThisInstance instance;
    private final Applications applications;
    private final Sources sources;
    private final SourceActivities activities;
    private final DeferredChanges deferred;
    private final LastPlans plans;
    private final HeldDeletes held;
    private final DeadLetterCounts deadLetters;
    private final ChangeQueue queue;
    private final ScheduledChanges scheduled;
    private final Reconciliations reconciliations;
    private final OperatorAccess access;
    private final Clock clock;

    StatusResource(
            ThisInstance instance,
            Applications applications,
            Sources sources,
            SourceActivities activities,
            DeferredChanges deferred,
            LastPlans plans,
            HeldDeletes held,
            DeadLetterCounts deadLetters,
            ChangeQueue queue,
            ScheduledChanges scheduled,
            Reconciliations reconciliations,
            OperatorAccess access,
            Clock clock) {
        this.instance = instance;
        this.applications = applications;
        this.sources = sources;
        this.activities = activities;
        this.deferred = deferred;
        this.plans = plans;
        this.held = held;
        this.deadLetters = deadLetters;
        this.queue = queue;
        this.scheduled = scheduled;
        this.reconciliations = reconciliations;
        this.access = access;
        this.clock = clock;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, Answer.TEXT})
    public Uni<Response> get(@Context HttpHeaders headers, @Context HttpServerRequest request) {
        String console = Words.written(access.console(request));
        return status(ReconcileQuery.base(request))
                .map(status -> status.put("console", console))
                .map(status -> Answer.of(headers, () -> status, () -> new StatusText(status).text())
                        .with(HttpHeaders.DATE, DateFormatter.format(new Date(clock.millis())))
                        .response());
    }

    /** @param base where the API is reached, for the commands in it */
    private Uni<ObjectNode> status(String base) {
        return Uni.combine()
                .all()
                .unis(
                        ifKnown(held.all().map(entries -> held(entries, base))),
                        ifKnown(queue.length()),
                        deadLetters.json(),
                        ifKnown(reconciliations.unfinished().map(StatusResource::unfinished)),
                        ifKnown(scheduled.list(kept -> true, Optional.empty(), MOST_COUNTED)))
                .asTuple()
                .map(all -> {
                    ObjectNode status = JSON.objectNode()
                            .put("version", instance.version())
                            .put("instance", instance.id())
                            .put("startedAt", instance.startedAt().toString());
                    status.set("applications", applications());
                    status.set("sources", sources());
                    status.putObject("waiting")
                            .put("deferred", deferred.count())
                            .put("queued", queued(all.getItem2(), all.getItem5()))
                            .put(
                                    "effective",
                                    all.getItem5()
                                            .map(page -> page.changes().size())
                                            .orElse(null));
                    status.set("deadLetters", all.getItem3());
                    status.set("held", all.getItem1().orElse(null));
                    status.set("unfinished", all.getItem4().orElse(null));
                    return status;
                });
    }

    /** Without the messages that only wake an instance for what is scheduled. */
    private Long queued(Optional<Long> messages, Optional<ScheduledChanges.Page> later) {
        return messages.map(all -> Math.max(0, all - later.map(scheduled::wakes).orElse(0L)))
                .orElse(null);
    }

    /** What cannot be reached now is null, and the rest is told all the same. */
    private static <T> Uni<Optional<T>> ifKnown(Uni<T> asked) {
        return asked.map(Optional::of).onFailure().recoverWithItem(Optional.empty());
    }

    private static ArrayNode unfinished(List<Unfinished> runs) {
        ArrayNode all = JSON.arrayNode();
        runs.forEach(run -> all.addObject()
                .put("source", run.source())
                .put("failures", run.failures())
                .put("reason", run.reason().orElse(null))
                .put("next", run.next().toString()));
        return all;
    }

    private ArrayNode applications() {
        ArrayNode all = JSON.arrayNode();
        for (String name : applications.names()) {
            applications.named(name).ifPresent(central -> all.add(StatusJson.of(name, central, plans.of(name))));
        }
        return all;
    }

    private ArrayNode sources() {
        ArrayNode all = JSON.arrayNode();
        sources.descriptions()
                .forEach(source -> all.add(StatusJson.of(source, activities.of(source.name()), clock.millis())));
        return all;
    }

    private static ArrayNode held(List<HeldDeletes.Entry> entries, String base) {
        ArrayNode all = JSON.arrayNode();
        entries.forEach(entry -> all.addObject()
                .put("application", entry.application())
                .put("digest", entry.digest())
                .put("deletes", entry.deletes())
                .put("since", entry.since().toString())
                .put("release", entry.release().replace(Posted.ANYWHERE, base)));
        return all;
    }
}
