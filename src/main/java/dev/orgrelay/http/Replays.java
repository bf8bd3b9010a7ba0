package dev.orgrelay.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.http.BulkReplay.Replayable;
import dev.orgrelay.http.BulkReplay.Selection;
import dev.orgrelay.intake.Report;
import dev.orgrelay.journal.Recording;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestMulti;

/** What operators hear of what they have tried once more. */
@Singleton
record Replays(RequestRecords records, Clock clock) {

    /** Of one thing: as its sender would hear it. */
    Uni<Response> one(RoutingContext context, boolean isDryRun, Replayable replayable) {
        Recording recording = RequestRecords.of(context);
        return replayable
                .replay(recording)
                .map(report -> isDryRun ? dryRun(report) : Answer.of(report))
                .map(answer -> answer.response(recording));
    }

    private static ObjectNode dryRun(ObjectNode summary) {
        summary.withObject("/summary").put("dryRun", true);
        return summary;
    }

    private static Answer dryRun(Report report) {
        return Answer.of(200, Answer.JSON, report.toJson().put("dryRun", true));
    }

    /**
     * Of many: a line for each when it is done, and one for all.
     *
     * @param find each of them again, when it is its turn
     */
    Multi<ObjectNode> all(
            RoutingContext context, Uni<Selection> selection, Function<String, Uni<Optional<Replayable>>> find) {
        Recording recording = RequestRecords.of(context);
        Instant start = clock.instant();
        boolean isDryRun = RequestEffect.isDryRun(context.request().params());
        return RestMulti.fromUniResponse(
                selection.map(found -> {
                    recording.keepOpen();
                    BulkReplay bulk = new BulkReplay(found, find, () -> records.ofOne(context), clock, start);
                    return bulk.lines()
                            .map(line -> isDryRun && line.has("summary") ? dryRun(line) : line)
                            .onTermination()
                            .invoke(() -> {
                                recording.detail(bulk.summary().toString());
                                recording.close();
                            });
                }),
                lines -> lines);
    }
}
