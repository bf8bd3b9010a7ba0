package dev.orgrelay.http;

import dev.orgrelay.central.Applications;
import dev.orgrelay.configuration.Words;
import dev.orgrelay.intake.hierarchy.Columns;
import dev.orgrelay.intake.hierarchy.HierarchyReader;
import dev.orgrelay.intake.hierarchy.ReadHierarchy;
import dev.orgrelay.intake.hierarchy.SnapshotRows;
import dev.orgrelay.journal.Recording;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Text;
import dev.orgrelay.plan.Policy;
import dev.orgrelay.plan.Rules;
import dev.orgrelay.relay.reconcile.DesiredState;
import dev.orgrelay.relay.reconcile.ReconcileSettings;
import dev.orgrelay.source.Source;
import dev.orgrelay.source.Sources;
import dev.orgrelay.source.snapshot.Snapshot;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What operators say beside the hierarchy itself, in the query: {@code application}, {@code source}, {@code columns}, {@code readAt}, and for the plan {@code policy},
 * {@code scope} and {@code release}.
 */
@ApplicationScoped
class ReconcileQuery {

    private static final String OPERATOR = "operator";
    private static final String COLUMNS = "columns";

    private final Applications applications;
    private final Sources sources;
    private final ReconcileSettings settings;
    private final Clock clock;

    ReconcileQuery(Applications applications, Sources sources, ReconcileSettings settings, Clock clock) {
        this.applications = applications;
        this.sources = sources;
        this.settings = settings;
        this.clock = clock;
    }

    /** @throws ProblemException if one of the values is not allowed */
    Rules rules(HttpServerRequest request) {
        return settings.rules(
                get(request, "policy").map(ReconcileQuery::policy),
                get(request, "scope").map(OrganizationId::new),
                get(request, "release"));
    }

    /**
     * The hierarchy of the body or, without a body, of the snapshot of the source that is named. What a source that is named says of its rows also counts for a file in
     * lines.
     *
     * @throws ProblemException if one of the values is not allowed, or there is no such application
     * @throws dev.orgrelay.message.IntakeException if the body cannot be read
     */
    Uni<DesiredState> desired(HttpServerRequest request, byte[] body) {
        Optional<Source> source = get(request, "source").map(this::configured);
        if (source.isPresent() && body.length == 0) {
            return SnapshotRows.take(snapshot(source.get())).map(rows -> ofSnapshot(request, rows));
        }
        String contentType = request.getHeader("content-type");
        Optional<Snapshot> files = source.flatMap(Source::files)
                .filter(read -> get(request, COLUMNS).isEmpty() && HierarchyReader.isInLines(contentType));
        return files.isPresent()
                ? SnapshotRows.of(files.get(), body, contentType, readAt(request))
                        .map(rows -> ofSnapshot(request, rows))
                : Uni.createFrom().item(ofBody(request, body));
    }

    /** The same; {@code recording} is told whose it is. */
    Uni<DesiredState> desired(HttpServerRequest request, byte[] body, Recording recording) {
        get(request, "source").map(Text::shorten).ifPresent(recording::from);
        return desired(request, body).map(state -> state.cameWith(recording.id()));
    }

    private Source configured(String name) {
        return sources.named(name)
                .orElseThrow(() -> new ProblemException(404, "no source '" + Text.shorten(name) + "' is configured"));
    }

    private static Snapshot snapshot(Source source) {
        return source.snapshot()
                .orElseThrow(() -> new ProblemException(
                        400,
                        "there is no hierarchy in the body, and source '" + source.name()
                                + "' has no snapshot: set orgrelay.sources." + source.name() + ".snapshot.url"));
    }

    private DesiredState ofBody(HttpServerRequest request, byte[] body) {
        Columns columns = get(request, COLUMNS).map(Columns::of).orElse(Columns.OWN);
        ReadHierarchy hierarchy = HierarchyReader.read(body, request.getHeader("content-type"), columns, sources.ids());
        return new DesiredState(
                existing(get(request, "application").orElse(Applications.DEFAULT)),
                get(request, "source").map(Text::shorten).orElse(OPERATOR),
                hierarchy.rows(),
                hierarchy.mistakes(),
                readAt(request));
    }

    private DesiredState ofSnapshot(HttpServerRequest request, SnapshotRows snapshot) {
        Set<String> applications = new TreeSet<>(snapshot.rows().keySet());
        String application = get(request, "application")
                .or(() -> applications.size() == 1 ? applications.stream().findFirst() : Optional.empty())
                .filter(applications::contains)
                .orElseThrow(() -> new ProblemException(
                        400,
                        "application: allowed are those that the snapshot tells of, "
                                + String.join(", ", applications)));
        return new DesiredState(
                existing(application), snapshot.source(), snapshot.rows().get(application), snapshot.readAt());
    }

    private String existing(String application) {
        if (applications.named(application).isEmpty()) {
            throw new ProblemException(
                    404,
                    "no application '" + Text.shorten(application) + "' is configured; there are "
                            + String.join(", ", applications.names()));
        }
        return application;
    }

    private Instant readAt(HttpServerRequest request) {
        Instant now = clock.instant();
        Instant readAt = get(request, "readAt").map(parsed()).orElse(now);
        if (readAt.isAfter(now)) {
            throw new ProblemException(400, "readAt = " + readAt + " lies in the future; it is " + now);
        }
        return readAt;
    }

    private static Function<String, Instant> parsed() {
        return text -> {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException e) {
                throw new ProblemException(
                        400, "readAt = " + Text.shorten(text) + ": allowed is a time like 2026-11-23T10:00:00Z");
            }
        };
    }

    private static Policy policy(String word) {
        return Policy.named(word)
                .orElseThrow(() -> new ProblemException(
                        400, "policy = " + Text.shorten(word) + ": allowed are " + Words.allowed(Policy.class)));
    }

    private static Optional<String> get(HttpServerRequest request, String name) {
        return Optional.ofNullable(request.getParam(name)).filter(value -> !value.isBlank());
    }
}
