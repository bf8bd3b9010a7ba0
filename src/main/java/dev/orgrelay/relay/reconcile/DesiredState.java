package dev.orgrelay.relay.reconcile;

import dev.orgrelay.plan.Draft.Row;
import java.time.Instant;
import java.util.List;

/**
 * A whole hierarchy that an application should have.
 *
 * @param application name of the application
 * @param source who says so: name of a configured sender, or a word for logs and reports
 * @param rows the organizations, unchecked
 * @param mistakes what was wrong already when it was read, one sentence for each; if there is any, nothing is applied
 * @param readAt when this was true. What happened later is newer, and wins
 */
public record DesiredState(String application, String source, List<Row> rows, List<String> mistakes, Instant readAt) {

    /** A hierarchy that was read without mistakes. */
    public DesiredState(String application, String source, List<Row> rows, Instant readAt) {
        this(application, source, rows, List.of(), readAt);
    }
}
