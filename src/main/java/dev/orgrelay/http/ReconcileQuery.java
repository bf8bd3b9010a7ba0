package dev.orgrelay.http;

import dev.orgrelay.central.Applications;
import dev.orgrelay.configuration.Words;
import dev.orgrelay.fetch.snapshot.Snapshot;
import dev.orgrelay.intake.hierarchy.Columns;
import dev.orgrelay.intake.hierarchy.HierarchyReader;
import dev.orgrelay.intake.hierarchy.ReadHierarchy;
import dev.orgrelay.intake.hierarchy.SnapshotRows;
import dev.orgrelay.journal.Recording;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Text;
import dev.orgrelay.plan.Policy;
import dev.orgrelay.plan.Rules;
import dev.orgrelay.reconcile.DesiredState;
import dev.orgrelay.reconcile.DesiredState.Posted;
import dev.orgrelay.reconcile.ReconcileSettings;
import dev.orgrelay.reconcile.SavedPlan;
import dev.orgrelay.source.Source;
import dev.orgrelay.source.Sources;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What operators say beside the hierarchy itself, in the query: {@code application}, {@code source}, {@code columns}, {@code readAt}, and for the plan {@code policy},
 * {@code scope} and {@code release}.
 */
@ApplicationScoped
class ReconcileQuery {

    private static final String COLUMNS = "columns";
    private static final Pattern BASE = Pattern.compile("https?://[A-Za-z0-9._:\\[\\]-]+");

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

    /** What an operator asks for: a hierarchy, and what its plan may do. */
    record Asked(DesiredState desired, Rules rules) {}

    /**
     * What the query and the body say, or the saved plan that the body is.
     *
     * @param recording is told whose it is
     * @throws ProblemException if one of the values is not allowed, or is not that of the saved plan
     */
    Uni<Asked> asked(HttpServerRequest request, byte[] body, Recording recording) {
        Optional<SavedPlan> saved = HierarchyReader.document(body, request.getHeader("content-type"))
                .flatMap(SavedPlan::in);
        Function<String, Optional<String>> says = name -> saved.flatMap(plan -> plan.text(name));
        saved.ifPresent(plan -> requireSame(request, plan));
        Rules rules = settings.rules(
                get(request, "policy").or(() -> says.apply("policy")).map(ReconcileQuery::policy),
                get(request, "scope").or(() -> says.apply("scope")).map(OrganizationId::new),
                get(request, "release").or(() -> says.apply("release")));
        get(request, "source").map(Text::shorten).or(() -> says.apply("source")).ifPresent(recording::from);
        Uni<DesiredState> desired = saved.map(plan -> Uni.createFrom().item(ofSaved(request, plan)))
                .orElseGet(() -> desired(request, body));
        return desired.map(state -> new Asked(state.cameWith(recording.id()), rules));
    }

    /** What was decided when a plan was made is not decided anew. */
    private static void requireSame(HttpServerRequest request, SavedPlan plan) {
        for (String name : List.of("application", "source", "policy", "scope", "readAt", COLUMNS)) {
            String then = plan.text(name).orElse("none");
            get(request, name).filter(now -> !now.equals(then)).ifPresent(now -> {
                throw new ProblemException(
                        400,
                        name + " = " + Text.shorten(now) + ", but the plan in the body was made with " + then
                                + ": leave it out, or make another plan");
            });
        }
    }

    private DesiredState ofSaved(HttpServerRequest request, SavedPlan plan) {
        String application = plan.text("application").orElse("");
        return new DesiredState(
                        existing(application),
                        plan.text("source").orElse(DesiredState.OPERATOR),
                        plan.rows(),
                        plan.text("readAt").map(parsed()).orElseThrow())
                .sent(new Posted(base(request), "", " -H 'content-type: application/json' --data-binary @plan.json"))
                .by(plan);
    }

    /** Where the API was reached, for a command that somebody will copy. */
    static String base(HttpServerRequest request) {
        String base = request.scheme() + "://" + request.authority();
        return BASE.matcher(base).matches() ? base : Posted.ANYWHERE;
    }

    /**
     * The hierarchy of the body or, without a body, of the snapshot of the source that is named. What a source that is named says of its rows also counts for a file in
     * lines.
     *
     * @throws ProblemException if one of the values is not allowed, or there is no such application
     * @throws dev.orgrelay.message.IntakeException if the body cannot be read
     */
    private Uni<DesiredState> desired(HttpServerRequest request, byte[] body) {
        Optional<Source> source = get(request, "source").map(this::configured);
        if (source.isPresent() && body.length == 0) {
            return SnapshotRows.take(snapshot(source.get()))
                    .map(rows -> ofSnapshot(request, rows).sent(new Posted(base(request), "", "")));
        }
        String contentType = request.getHeader("content-type");
        Optional<Snapshot> files = source.flatMap(Source::files)
                .filter(read -> get(request, COLUMNS).isEmpty() && HierarchyReader.isInLines(contentType));
        Uni<DesiredState> read = files.isPresent()
                ? SnapshotRows.of(files.get(), body, contentType, readAt(request))
                        .map(rows -> ofSnapshot(request, rows))
                : Uni.createFrom().item(ofBody(request, body));
        return read.map(state -> state.sent(posted(request, contentType)));
    }

    private static Posted posted(HttpServerRequest request, String contentType) {
        String columns = get(request, COLUMNS)
                .map(names -> "&" + COLUMNS + "=" + URLEncoder.encode(names, StandardCharsets.UTF_8))
                .orElse("");
        return new Posted(base(request), columns, HierarchyReader.curl(contentType));
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
                get(request, "source").map(Text::shorten).orElse(DesiredState.OPERATOR),
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
        OperatorParameters.central(applications, application);
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
