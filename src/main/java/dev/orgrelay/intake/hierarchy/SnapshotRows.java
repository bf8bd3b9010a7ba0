package dev.orgrelay.intake.hierarchy;

import dev.orgrelay.fetch.snapshot.Snapshot;
import dev.orgrelay.fetch.snapshot.SnapshotException;
import dev.orgrelay.fetch.snapshot.SnapshotResult;
import dev.orgrelay.message.CsvTable;
import dev.orgrelay.message.IntakeException;
import dev.orgrelay.message.IntakeException.Malformed;
import dev.orgrelay.message.JsonLines;
import dev.orgrelay.message.MediaType;
import dev.orgrelay.message.ReadRow;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.plan.Draft.Row;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A source's snapshot as hierarchies.
 *
 * @param source name of the sender
 * @param readAt when it was read: what happened later may be missing from it
 * @param rows by application; an application of which the snapshot tells nothing is not among them, because that is no reason to empty it
 */
public record SnapshotRows(String source, Instant readAt, Map<String, List<Row>> rows) {

    public SnapshotRows {
        rows = Map.copyOf(rows);
    }

    /**
     * Takes the snapshot, on a worker thread.
     *
     * @return a failure with a {@link SnapshotException} if it is not whole
     */
    public static Uni<SnapshotRows> take(Snapshot snapshot) {
        return Uni.createFrom().deferred(() -> read(snapshot)).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    /**
     * Understands a file in lines as what {@code snapshot} says, on a worker thread.
     *
     * @param readAt when it was true
     * @return a failure with an {@link IntakeException} if it is not whole
     */
    public static Uni<SnapshotRows> of(Snapshot snapshot, byte[] file, String contentType, Instant readAt) {
        return Uni.createFrom()
                .item(() -> {
                    MediaType mediaType = HierarchyReader.mediaType(contentType);
                    List<ReadRow> rows = mediaType.isCsv()
                            ? CsvTable.of(file, mediaType.charset()).rows()
                            : JsonLines.read(file, mediaType.charset()).toList();
                    return understood(snapshot, rows, readAt);
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private static SnapshotRows understood(Snapshot snapshot, List<ReadRow> rows, Instant readAt) {
        try {
            return of(snapshot.of(rows, readAt));
        } catch (SnapshotException e) {
            throw new Malformed(e.getMessage());
        }
    }

    private static Uni<SnapshotRows> read(Snapshot snapshot) {
        try {
            return Uni.createFrom().item(of(snapshot.take()));
        } catch (SnapshotException e) {
            return Uni.createFrom().failure(e);
        }
    }

    static SnapshotRows of(SnapshotResult taken) {
        return new SnapshotRows(
                taken.source(),
                taken.readAt(),
                taken.organizations().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().stream()
                                .map(SnapshotRows::row)
                                .toList())));
    }

    private static Row row(SnapshotResult.Element element) {
        Change.Create create = element.organization();
        return new Row(
                element.position(),
                Optional.of(create.organization().value()),
                create.displayName(),
                create.parent().map(OrganizationId::value));
    }
}
