package dev.orgrelay.scim;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.relay.Records;
import dev.orgrelay.relay.Records.Row;
import dev.orgrelay.scim.SharedRows.Overtaken;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is remembered of the groups of each source. Instances that share the records see the same: each write is followed by one of a mark of the source, and whoever
 * reads looks at the mark, and reads the rows again if it is another one.
 */
@Singleton
class GroupRows {

    /** After which the rows are read again, whatever their mark: an instance may have ended before it wrote that. */
    private static final Duration BELIEVED = Duration.ofSeconds(10);

    /** After which no list is older than a delete. */
    private static final Duration DELETED = Duration.ofHours(1);

    private static final int TRIES = 20;

    private final SharedRows rows;
    private final SharedRows marks;
    private final NameClaims names;
    private final GivenIds ids;
    private final Clock clock;
    private final Map<String, Known> ofSources = new ConcurrentHashMap<>();

    GroupRows(Records records, NameClaims names, Clock clock) {
        this.rows = new SharedRows(records, "scim-groups");
        this.marks = new SharedRows(records, "scim-marks");
        this.names = names;
        this.ids = new GivenIds(records);
        this.clock = clock;
    }

    /** @param mark the version that the mark of the source had when the rows were read */
    private record Known(Map<OrganizationId, GroupRow> rows, Optional<String> mark, Instant readAt) {}

    /** All of them, by the ids of their organizations. */
    Uni<Map<OrganizationId, GroupRow>> of(String source) {
        return marks.find(source).flatMap(mark -> {
            Optional<String> version = mark.map(Row::version);
            Known known = ofSources.get(source);
            boolean isCurrent = known != null
                    && known.mark().equals(version)
                    && known.readAt().plus(BELIEVED).isAfter(clock.instant());
            return isCurrent ? Uni.createFrom().item(known.rows()) : readAll(source, version);
        });
    }

    private Uni<Map<OrganizationId, GroupRow>> readAll(String source, Optional<String> mark) {
        Instant now = clock.instant();
        return page(source, Optional.empty(), new HashMap<>())
                .call(rows -> forgetDeleted(source, rows))
                .map(Map::copyOf)
                .invoke(rows -> ofSources.put(source, new Known(rows, mark, now)));
    }

    /** All of them but that their ids were given. */
    private Uni<Void> forgetDeleted(String source, Map<OrganizationId, GroupRow> rows) {
        Instant old = clock.instant().minus(DELETED);
        List<GroupRow> over = rows.values().stream()
                .filter(row -> row.isDeleted() && row.applied().isBefore(old))
                .toList();
        Uni<Void> removed = Uni.createFrom().voidItem();
        for (GroupRow row : over) {
            rows.remove(row.id());
            removed = removed.chain(() -> give(source, Set.of(row.id().value())))
                    .chain(() -> names.free(source, row.organization().displayName(), row.id(), row.applied()))
                    .chain(() -> this.rows.records().remove(row.stored().orElseThrow()))
                    .replaceWithVoid();
        }
        return removed;
    }

    private Uni<Map<OrganizationId, GroupRow>> page(
            String source, Optional<String> from, Map<OrganizationId, GroupRow> found) {
        return rows.records().list(rows.kind(), from).flatMap(page -> {
            page.read(row -> isOf(source, row) ? Optional.of(GroupRow.of(row)) : Optional.<GroupRow>empty())
                    .forEach(row -> row.ifPresent(one -> found.put(one.id(), one)));
            return page.next().isEmpty() ? Uni.createFrom().item(found) : page(source, page.next(), found);
        });
    }

    private static boolean isOf(String source, Row row) {
        return row.key().startsWith(source + "/") && row.key().lastIndexOf('/') == source.length();
    }

    /** What is remembered of one group just now. */
    Uni<Optional<GroupRow>> find(String source, OrganizationId id) {
        return rows.find(key(source, id)).map(row -> row.map(GroupRow::of));
    }

    /** Whether {@code id} may be that of a new group: given never before. From now on it is given. */
    Uni<Boolean> use(String source, OrganizationId id) {
        return give(source, Set.of(id.value())).map(fresh -> !fresh.isEmpty());
    }

    /** Keeps that a client hears of {@code ids}, and answers those that it has not heard of before. */
    Uni<Set<String>> give(String source, Set<String> known) {
        return ids.give(source, known);
    }

    /** Writes a row. Fails with {@link Overtaken} if somebody else has written it since {@link GroupRow#stored()} was read. */
    Uni<Void> write(String source, GroupRow row) {
        return rows.put(key(source, row.id()), row.toJson(), row.stored().map(Row::version))
                .flatMap(written -> mark(source, row.storedAs(written)))
                .onFailure()
                .invoke(() -> ofSources.remove(source)); // it may have been written all the same
    }

    private Uni<Void> mark(String source, GroupRow written) {
        ObjectNode at =
                JsonNodeFactory.instance.objectNode().put("at", clock.instant().toString());
        return SharedRows.untilFirst(TRIES, () -> marks.find(source).flatMap(seen -> {
                    Optional<String> before = seen.map(Row::version);
                    return marks.put(source, at, before)
                            .invoke(mark -> ofSources.computeIfPresent(
                                    source, (name, known) -> after(known, written, before, mark)));
                }))
                .replaceWithVoid()
                .onFailure(Overtaken.class)
                .recoverWithItem(overtaken -> {
                    ofSources.remove(source);
                    return null;
                });
    }

    /** Nobody else has written in between if the mark was still the same; else all has to be read again. */
    private static Known after(Known known, GroupRow written, Optional<String> before, Row mark) {
        if (!known.mark().equals(before)) {
            return null;
        }
        Map<OrganizationId, GroupRow> rows = new HashMap<>(known.rows());
        rows.put(written.id(), written);
        return new Known(Map.copyOf(rows), Optional.of(mark.version()), known.readAt());
    }

    static String key(String source, OrganizationId id) {
        return source + "/" + id;
    }
}
