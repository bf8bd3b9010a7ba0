package dev.orgrelay.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.central.Applications;
import dev.orgrelay.journal.status.DeferredChanges;
import dev.orgrelay.journal.status.LastPlans;
import dev.orgrelay.journal.status.SourceActivities;
import dev.orgrelay.relay.ChangeQueue;
import dev.orgrelay.relay.reconcile.HeldDeletes;
import dev.orgrelay.source.Sources;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Puts together how things are, from what others know already. */
@ApplicationScoped
class StatusReport {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ThisInstance instance;
    private final Applications applications;
    private final Sources sources;
    private final SourceActivities activities;
    private final DeferredChanges deferred;
    private final LastPlans plans;
    private final HeldDeletes held;
    private final DeadLetterCounts deadLetters;
    private final ChangeQueue queue;
    private final Clock clock;

    StatusReport(
            ThisInstance instance,
            Applications applications,
            Sources sources,
            SourceActivities activities,
            DeferredChanges deferred,
            LastPlans plans,
            HeldDeletes held,
            DeadLetterCounts deadLetters,
            ChangeQueue queue,
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
        this.clock = clock;
    }

    /** @param base where the API is reached, for the commands in it */
    Uni<ObjectNode> of(URI base) {
        Uni<Optional<ArrayNode>> heldDeletes = held.all()
                .map(entries -> Optional.of(held(entries, base)))
                .onFailure()
                .recoverWithItem(Optional.empty());
        Uni<Optional<Long>> queued =
                queue.length().map(Optional::of).onFailure().recoverWithItem(Optional.empty());
        return Uni.combine()
                .all()
                .unis(heldDeletes, queued, deadLetters.json())
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
                            .put("queued", all.getItem2().orElse(null))
                            .put("effective", 0);
                    status.set("deadLetters", all.getItem3());
                    status.set("held", all.getItem1().orElse(null));
                    return status;
                });
    }

    private ArrayNode applications() {
        ArrayNode all = JSON.arrayNode();
        for (String name : applications.names()) {
            applications
                    .named(name)
                    .ifPresent(central -> all.add(ApplicationStatusJson.of(name, central, plans.of(name))));
        }
        return all;
    }

    private ArrayNode sources() {
        ArrayNode all = JSON.arrayNode();
        sources.descriptions()
                .forEach(source -> all.add(SourceStatusJson.of(source, activities.of(source.name()), clock.millis())));
        return all;
    }

    private ArrayNode held(List<HeldDeletes.Entry> entries, URI base) {
        ArrayNode all = JSON.arrayNode();
        entries.forEach(entry -> all.addObject()
                .put("application", entry.application())
                .put("digest", entry.digest())
                .put("deletes", entry.deletes())
                .put("since", entry.since().toString())
                .put("release", new ReleaseCommand(entry, sources, base).text()));
        return all;
    }
}
