package dev.orgrelay.fetch.snapshot;

import dev.orgrelay.fetch.snapshot.SnapshotResult.Element;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the elements of one snapshot mean: its organizations by application, as they are found, and what is wrong with others. Blocks. */
final class SnapshotReading {

    /** The most organizations. */
    static final int MAX_ORGANIZATIONS = 10_000;

    /** Each evaluation of a mapping has a price; so many share one. */
    private static final int AT_ONCE = 200;

    /** So many mistakes are named, the others are counted. */
    private static final int SHOWN = 10;

    private static final int ENOUGH = 100;

    private final Mapping mapping;
    private final Routing routing;
    private final Map<String, String> constants;
    private final Instant readAt;
    private final Budget budget;
    private final Map<String, List<Element>> organizations = new LinkedHashMap<>();
    private final List<String> mistakes = new ArrayList<>();
    private int count;

    /** @param readAt when the snapshot was true */
    SnapshotReading(Mapping mapping, Routing routing, Map<String, String> constants, Instant readAt, Budget budget) {
        this.mapping = mapping;
        this.routing = routing;
        this.constants = constants;
        this.readAt = readAt;
        this.budget = budget;
    }

    /**
     * Adds the organizations that {@code rows} stand for, and a mistake for each of which that cannot be said.
     *
     * @param place what they are in, for people, before their own position
     * @throws SnapshotException if there is no time or no room left
     */
    void add(String place, List<ReadRow> rows) throws SnapshotException {
        List<ReadRow> readable = new ArrayList<>(rows.size());
        for (ReadRow row : rows) {
            ReadRow placed = new ReadRow(place + row.position(), row.value());
            row.mistake()
                    .ifPresentOrElse(mistake -> addMistake(placed.position(), mistake), () -> readable.add(placed));
        }
        for (int from = 0; from < readable.size(); from += AT_ONCE) {
            budget.requireTime();
            addReadable(readable.subList(from, Math.min(from + AT_ONCE, readable.size())));
            requireRoom();
        }
    }

    private void addReadable(List<ReadRow> rows) {
        List<Input> inputs = rows.stream()
                .map(row -> new Input(row.value(), Map.of(), "GET", "", Map.of(), routing.source(), constants))
                .toList();
        try {
            List<List<MappedFields>> results = mapping.evaluate(inputs);
            for (int i = 0; i < rows.size(); i++) {
                addFound(rows.get(i).position(), results.get(i));
            }
        } catch (IntakeException e) {
            if (rows.size() == 1) {
                addMistake(rows.get(0).position(), e.getMessage());
                return;
            }
            // one by one, to find which of them it was
            rows.forEach(row -> addReadable(List.of(row)));
        }
    }

    private void addFound(String position, List<MappedFields> results) {
        try {
            List<Change.Create> found = new ArrayList<>();
            for (Mapped mapped : new ResultReader(routing).of(results, Envelope.receivedAt(readAt))) {
                organization(mapped).ifPresent(found::add);
            }
            count += found.size();
            for (Change.Create organization : found) {
                organizations
                        .computeIfAbsent(organization.application(), name -> new ArrayList<>())
                        .add(new Element(position, organization));
            }
        } catch (SnapshotException e) {
            addMistake(position, e.getMessage());
        }
    }

    private void addMistake(String position, String mistake) {
        mistakes.add(position + ": " + mistake);
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

    /** @throws SnapshotException if they are too many, or so many are wrong that no more need be looked at */
    private void requireRoom() throws SnapshotException {
        if (mistakes.size() > ENOUGH) {
            throw mistakes("at least ");
        }
        if (count > MAX_ORGANIZATIONS) {
            throw new SnapshotException("there are more than " + MAX_ORGANIZATIONS + " organizations");
        }
    }

    /** @throws SnapshotException if anything is wrong with the elements, or there is none */
    SnapshotResult result() throws SnapshotException {
        if (!mistakes.isEmpty()) {
            throw mistakes("");
        }
        if (organizations.isEmpty()) {
            throw new SnapshotException("there is no organization in it, which is never taken for 'delete everything'");
        }
        return new SnapshotResult(routing.source(), readAt, organizations);
    }

    private SnapshotException mistakes(String howMany) {
        int others = mistakes.size() - SHOWN;
        return new SnapshotException(String.join("; ", mistakes.subList(0, Math.min(SHOWN, mistakes.size())))
                + (others > 0 ? "; and " + howMany + others + " more" : ""));
    }
}
