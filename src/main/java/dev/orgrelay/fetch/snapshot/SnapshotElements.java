package dev.orgrelay.fetch.snapshot;

import dev.orgrelay.mapping.Envelope;
import dev.orgrelay.mapping.Input;
import dev.orgrelay.mapping.Mapped;
import dev.orgrelay.mapping.MappedFields;
import dev.orgrelay.mapping.Mapping;
import dev.orgrelay.mapping.ResultReader;
import dev.orgrelay.mapping.Routing;
import dev.orgrelay.message.IntakeException;
import dev.orgrelay.message.ReadRow;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Operation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the elements of a snapshot mean. Blocks. */
final class SnapshotElements {

    /** Each evaluation of a mapping has a price; so many share one. */
    private static final int AT_ONCE = 200;

    private final Mapping mapping;
    private final ResultReader interpretation;
    private final String source;
    private final Map<String, String> constants;

    SnapshotElements(Mapping mapping, Routing routing, Map<String, String> constants) {
        this.mapping = mapping;
        this.interpretation = new ResultReader(routing);
        this.source = routing.source();
        this.constants = Map.copyOf(constants);
    }

    String mapping() {
        return mapping.text();
    }

    /**
     * Adds the organizations that {@code rows} stand for, and a mistake for each of which that cannot be said.
     *
     * @param place what they are in, for people, before their own position
     * @throws SnapshotException if there is no time or no room left
     */
    void gather(String place, List<ReadRow> rows, Instant readAt, Budget budget, SnapshotCollector gathering)
            throws SnapshotException {
        List<ReadRow> readable = new ArrayList<>(rows.size());
        for (ReadRow row : rows) {
            ReadRow placed = new ReadRow(place + row.position(), row.value());
            row.mistake()
                    .ifPresentOrElse(
                            mistake -> gathering.addMistake(placed.position() + ": " + mistake),
                            () -> readable.add(placed));
        }
        for (int from = 0; from < readable.size(); from += AT_ONCE) {
            budget.requireTime();
            gather(readable.subList(from, Math.min(from + AT_ONCE, readable.size())), readAt, gathering);
            gathering.requireRoom();
        }
    }

    private void gather(List<ReadRow> rows, Instant readAt, SnapshotCollector gathering) {
        try {
            List<List<MappedFields>> results = mapping.evaluate(inputs(rows));
            for (int i = 0; i < rows.size(); i++) {
                gather(rows.get(i).position(), results.get(i), readAt, gathering);
            }
        } catch (IntakeException e) {
            if (rows.size() == 1) {
                gathering.addMistake(rows.get(0).position() + ": " + e.getMessage());
                return;
            }
            // one by one, to find which of them it was
            rows.forEach(row -> gather(List.of(row), readAt, gathering));
        }
    }

    private List<Input> inputs(List<ReadRow> rows) {
        return rows.stream()
                .map(row -> new Input(row.value(), Map.of(), "GET", "", Map.of(), source, constants))
                .toList();
    }

    private void gather(String position, List<MappedFields> results, Instant readAt, SnapshotCollector gathering) {
        try {
            List<Change.Create> found = new ArrayList<>();
            for (Mapped mapped : interpretation.of(results, Envelope.receivedAt(readAt))) {
                organization(mapped).ifPresent(found::add);
            }
            gathering.add(position, found);
        } catch (SnapshotException e) {
            gathering.addMistake(position + ": " + e.getMessage());
        }
    }

    private static Optional<Change.Create> organization(Mapped mapped) throws SnapshotException {
        if (mapped instanceof Mapped.ToApply toApply) {
            return whole(toApply.change());
        }
        if (mapped instanceof Mapped.NothingToDo nothing && nothing.provenance().operation() == Operation.IGNORE) {
            return Optional.empty();
        }
        if (mapped instanceof Mapped.Unusable unusable) {
            throw new SnapshotException(unusable.reason());
        }
        String operation = mapped.provenance().operation().word();
        throw new SnapshotException(
                "the mapping makes an incomplete " + operation + " of it, a snapshot needs whole organizations");
    }

    /** Like everywhere in a hierarchy, no parent is the top level: a snapshot tells all that there is. */
    private static Optional<Change.Create> whole(Change change) throws SnapshotException {
        if (change instanceof Change.Delete) {
            return Optional.empty();
        }
        if (change.displayName().isEmpty()) {
            throw new SnapshotException("displayName is missing, a snapshot needs whole organizations");
        }
        return Optional.of(new Change.Create(
                change.application(),
                change.organization(),
                change.displayName().get(),
                change.placement().parent(),
                change.provenance()));
    }
}
