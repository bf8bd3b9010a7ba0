package dev.orgrelay.relay.reconcile;

import dev.orgrelay.organization.DeliveryId;
import dev.orgrelay.plan.Draft.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A whole hierarchy that an application should have.
 *
 * @param application name of the application
 * @param source who says so: name of a configured sender, or a word for logs and reports
 * @param rows the organizations, unchecked
 * @param mistakes what was wrong already when it was read, one sentence for each; if there is any, nothing is applied
 * @param readAt when this was true. What happened later is newer, and wins
 * @param delivery what it came with, if that is recorded
 */
public record DesiredState(
        String application,
        String source,
        List<Row> rows,
        List<String> mistakes,
        Instant readAt,
        Optional<DeliveryId> delivery) {

    /** A hierarchy that nobody records. */
    public DesiredState(String application, String source, List<Row> rows, List<String> mistakes, Instant readAt) {
        this(application, source, rows, mistakes, readAt, Optional.empty());
    }

    /** A hierarchy that was read without mistakes. */
    public DesiredState(String application, String source, List<Row> rows, Instant readAt) {
        this(application, source, rows, List.of(), readAt);
    }

    /** The same, as something that came with {@code recorded}. */
    public DesiredState cameWith(Optional<DeliveryId> recorded) {
        return new DesiredState(application, source, rows, mistakes, readAt, recorded);
    }
}
