package dev.orgrelay.source.snapshot;

import dev.orgrelay.mapping.Envelope;
import dev.orgrelay.mapping.Input;
import dev.orgrelay.mapping.Mapped;
import dev.orgrelay.mapping.MappedFields;
import dev.orgrelay.mapping.Mapping;
import dev.orgrelay.mapping.ResultReader;
import dev.orgrelay.mapping.Routing;
import dev.orgrelay.message.IntakeException;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Operation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

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

    /**
     * Adds the organizations that the elements of {@code page} stand for, and a mistake for each element of which it cannot be said.
     *
     * @throws SnapshotException if there is no time or no room left
     */
    void gather(Page page, Instant readAt, Budget budget, SnapshotCollector gathering) throws SnapshotException {
        for (int from = 0; from < page.elements().size(); from += AT_ONCE) {
            budget.requireTime();
            gather(page, from, Math.min(from + AT_ONCE, page.elements().size()), readAt, gathering);
            gathering.requireRoom();
        }
    }

    private void gather(Page page, int from, int to, Instant readAt, SnapshotCollector gathering) {
        try {
            List<List<MappedFields>> results = mapping.evaluate(inputs(page, from, to));
            for (int i = from; i < to; i++) {
                gather(position(page, i), results.get(i - from), readAt, gathering);
            }
        } catch (IntakeException e) {
            if (to - from == 1) {
                gathering.addMistake(position(page, from) + ": " + e.getMessage());
                return;
            }
            for (int i = from; i < to; i++) {
                // one by one, to find which of them it was
                gather(page, i, i + 1, readAt, gathering);
            }
        }
    }

    private List<Input> inputs(Page page, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> new Input(page.elements().get(i), Map.of(), "GET", "", Map.of(), source, constants))
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

    private static String position(Page page, int index) {
        return "page " + page.number() + ", [" + index + "]";
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
