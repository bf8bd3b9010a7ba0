package dev.orgrelay.intake;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.Outcome.Cause;
import dev.orgrelay.organization.Text;
import dev.orgrelay.relay.Records;
import dev.orgrelay.relay.Records.Row;
import dev.orgrelay.relay.StoreException;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which sources have to be reconciled, and when: remembered until a run has done it, so that neither a failure nor the end of the process loses it. Who begins a run
 * puts it off for as long as the run may take, as a queue hides a message that somebody has taken.
 */
record DueRuns(Records records, Clock clock) {

    private static final String KIND = "reconcile-due";
    private static final String AT = "at";
    private static final String FAILURES = "failures";
    private static final String REASON = "reason";
    private static final int LONGEST_REASON = 400;
    private static final int TRIES = 5;

    /**
     * A source that has to be reconciled.
     *
     * @param failures how many runs have failed since it was last done
     * @param reason why the last one did
     * @param row as it is kept
     */
    record Due(String source, Instant at, int failures, Optional<String> reason, Row row) {

        private static Due of(Row row) {
            return new Due(
                    row.key(),
                    row.time(AT),
                    row.value().path(FAILURES).asInt(),
                    Optional.ofNullable(row.value().path(REASON).textValue()),
                    row);
        }
    }

    /** It has to be done after {@code wait}, whatever was written down before. */
    Uni<Due> remember(String source, Duration wait) {
        return put(source, wait, TRIES);
    }

    /** It is done, unless it was asked for again meanwhile. */
    Uni<Boolean> end(Due begun) {
        return records.remove(begun.row());
    }

    /** It has to be done once more after {@code wait}, because of {@code reason}, if it was not asked for again meanwhile. */
    Uni<Boolean> fail(Due begun, Duration wait, String reason) {
        ObjectNode value =
                value(wait).put(FAILURES, begun.failures() + 1).put(REASON, Text.shorten(reason, LONGEST_REASON));
        return records.put(KIND, begun.source(), value, Optional.of(begun.row().version()))
                .map(Optional::isPresent);
    }

    Uni<Optional<Due>> find(String source) {
        return records.find(KIND, source).map(found -> found.map(Due::of));
    }

    /** All of them. */
    Uni<List<Due>> list() {
        return list(Optional.empty(), new ArrayList<>());
    }

    private Uni<List<Due>> list(Optional<String> from, List<Due> found) {
        return records.list(KIND, from).flatMap(page -> {
            found.addAll(page.read(Due::of));
            return page.next().isEmpty() ? Uni.createFrom().item(found) : list(page.next(), found);
        });
    }

    private Uni<Due> put(String source, Duration wait, int tries) {
        return records.find(KIND, source)
                .flatMap(seen -> replace(source, seen, wait))
                .flatMap(written -> {
                    if (written.isPresent()) {
                        return Uni.createFrom().item(Due.of(written.get()));
                    }
                    return tries > 1
                            ? put(source, wait, tries - 1)
                            : Uni.createFrom()
                                    .failure(new StoreException(
                                            Cause.NO_STORAGE,
                                            "the reconcile of '" + source + "' does not stand still"));
                });
    }

    /** Whatever is there, and whoever has written it: it has to be done. */
    private Uni<Optional<Row>> replace(String source, Optional<Row> seen, Duration wait) {
        ObjectNode value = value(wait);
        seen.map(Row::value).ifPresent(known -> value.setAll(known.deepCopy().retain(FAILURES, REASON)));
        return records.put(KIND, source, value, seen.map(Row::version));
    }

    private ObjectNode value(Duration wait) {
        return JsonNodeFactory.instance
                .objectNode()
                .put(AT, clock.instant().plus(wait).toString());
    }
}
