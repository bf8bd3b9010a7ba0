package dev.orgrelay.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.intake.Report;
import dev.orgrelay.journal.Recording;
import dev.orgrelay.organization.Outcome;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Many things that were kept, tried once more: one after the other, the oldest first, each told of when it is done. It stops after what is under way when nobody
 * listens any more, and by itself when it takes too long or nothing but the same failure comes of it.
 */
final class BulkReplay {

    /** The most that one request goes through. */
    static final int MOST = 10_000;

    /** The Functions host cuts off what takes 230 seconds. */
    static final Duration LONGEST = Duration.ofSeconds(200);

    static final int MOST_EQUAL_FAILURES = 10;

    private static final String FAILED = "failed";

    /** What becomes of a thing is what became of its worst message. */
    private static final List<String> WORST_FIRST =
            List.of("deferred", "refused", "stale", "duplicate", "ignored", "queued", "applied", "planned");

    private static final List<String> COUNTED =
            List.of("applied", "duplicate", "stale", "refused", "deferred", "queued", "ignored", "planned", FAILED);

    /** @param cursor where to go on after it */
    record Item(String id, String cursor) {}

    /**
     * What matches.
     *
     * @param items the oldest ones, in their order
     * @param beyond how many more there are
     */
    record Selection(List<Item> items, long beyond) {}

    /** One of them, found again. */
    interface Replayable {

        Uni<Report> replay(Recording recording);
    }

    private final Selection selection;
    private final Function<String, Uni<Optional<Replayable>>> find;
    private final Supplier<Recording> recordings;
    private final Clock clock;
    private final Instant end;
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private long remaining;
    private Optional<String> cursor = Optional.empty();
    private Optional<String> lastFailure = Optional.empty();
    private int equalFailures;
    private Optional<String> stopped = Optional.empty();

    /**
     * @param find empty if it is gone meanwhile
     * @param recordings begins the record of one of them
     * @param start when it was asked for
     */
    BulkReplay(
            Selection selection,
            Function<String, Uni<Optional<Replayable>>> find,
            Supplier<Recording> recordings,
            Clock clock,
            Instant start) {
        this.selection = selection;
        this.find = find;
        this.recordings = recordings;
        this.clock = clock;
        this.end = start.plus(LONGEST);
        this.remaining = selection.items().size() + selection.beyond();
        COUNTED.forEach(word -> counts.put(word, 0));
    }

    /** {@code {"id", "outcomes"}} or {@code {"id", "problem"}} for each, then {@code {"summary": {...}}}. */
    Multi<ObjectNode> lines() {
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom()
                                .iterable(selection.items())
                                .onItem()
                                .transformToUniAndConcatenate(this::replay),
                        Multi.createFrom()
                                .item(() ->
                                        JsonNodeFactory.instance.objectNode().set("summary", summary())));
    }

    ObjectNode summary() {
        ObjectNode summary = JsonNodeFactory.instance
                .objectNode()
                .put(
                        "replayed",
                        counts.values().stream().mapToInt(Integer::intValue).sum());
        counts.forEach(summary::put);
        return summary.put("remaining", remaining)
                .put("next", cursor.filter(last -> remaining > 0).orElse(null))
                .put("stopped", stopped.orElse(remaining > 0 ? "limit" : null));
    }

    /** It is brought to its end whether or not anybody listens. */
    private Uni<ObjectNode> replay(Item item) {
        if (stopped.isEmpty() && !clock.instant().isBefore(end)) {
            stopped = Optional.of("time");
        }
        return stopped.isPresent()
                ? Uni.createFrom().nullItem()
                : Uni.createFrom().emitter(emitter -> Uni.createFrom()
                        .deferred(() -> find.apply(item.id()))
                        .flatMap(found -> found.map(one -> replay(item, one))
                                .orElseGet(() -> Uni.createFrom().nullItem()))
                        .onFailure()
                        .recoverWithItem(failure -> failed(item, Problems.of(failure)))
                        .invoke(line -> passed(item))
                        .subscribe()
                        .with(emitter::complete, emitter::fail));
    }

    private Uni<ObjectNode> replay(Item item, Replayable one) {
        Recording recording = recordings.get();
        return Uni.createFrom()
                .deferred(() -> one.replay(recording))
                .map(report -> {
                    end(recording, Answer.of(report));
                    return done(item, report);
                })
                .onFailure()
                .recoverWithItem(failure -> {
                    ProblemException problem = Problems.of(failure);
                    recording.detail(problem.detail());
                    end(recording, problem.answer());
                    return failed(item, problem);
                });
    }

    private static void end(Recording recording, Answer answer) {
        recording.answered(answer.body());
        recording.end(answer.status());
    }

    private ObjectNode done(Item item, Report report) {
        Outcome worst = worst(report);
        count(worst.word(), worst.isDone() ? Optional.empty() : worst.detail());
        return line(item).set("outcomes", report.toJson().path("outcomes"));
    }

    private ObjectNode failed(Item item, ProblemException problem) {
        count(FAILED, Optional.of(problem.status() + " " + problem.getMessage()));
        return line(item).set("problem", problem.json());
    }

    private static ObjectNode line(Item item) {
        return JsonNodeFactory.instance.objectNode().put("id", item.id());
    }

    private static Outcome worst(Report report) {
        return report.entries().stream()
                .map(Report.Entry::outcome)
                .min((one, other) -> WORST_FIRST.indexOf(one.word()) - WORST_FIRST.indexOf(other.word()))
                .orElseGet(() -> new Outcome.Ignored("there is nothing in it"));
    }

    private void count(String word, Optional<String> failure) {
        counts.merge(word, 1, Integer::sum);
        equalFailures = failure.isEmpty() ? 0 : failure.equals(lastFailure) ? equalFailures + 1 : 1;
        lastFailure = failure;
        if (equalFailures == MOST_EQUAL_FAILURES) {
            stopped = Optional.of("failures");
        }
    }

    private void passed(Item item) {
        remaining--;
        cursor = Optional.of(item.cursor());
    }
}
