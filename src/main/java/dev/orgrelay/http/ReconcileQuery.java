package dev.orgrelay.http;

import dev.orgrelay.central.Applications;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Text;
import dev.orgrelay.plan.Policy;
import dev.orgrelay.plan.Rules;
import dev.orgrelay.relay.reconcile.DesiredState;
import dev.orgrelay.relay.reconcile.ReconcileSettings;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.Function;

/**
 * What operators say beside the hierarchy itself, in the query: {@code application}, {@code source}, {@code readAt}, and for the plan {@code policy},
 * {@code scope} and {@code release}.
 */
@ApplicationScoped
class ReconcileQuery {

    private static final String OPERATOR = "operator";

    private final Applications applications;
    private final ReconcileSettings settings;
    private final Clock clock;

    ReconcileQuery(Applications applications, ReconcileSettings settings, Clock clock) {
        this.applications = applications;
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
     * @throws ProblemException if one of the values is not allowed, or there is no such application
     * @throws dev.orgrelay.source.IntakeException if the body cannot be read
     */
    DesiredState desired(HttpServerRequest request, byte[] body) {
        HierarchyBody hierarchy = HierarchyBody.read(body, request.getHeader("content-type"));
        String application = get(request, "application").orElse(Applications.DEFAULT);
        if (applications.named(application).isEmpty()) {
            throw new ProblemException(
                    404,
                    "no application '" + Text.shorten(application) + "' is configured; there are "
                            + String.join(", ", applications.names()));
        }
        return new DesiredState(
                application,
                get(request, "source").map(Text::shorten).orElse(OPERATOR),
                hierarchy.rows(),
                hierarchy.mistakes(),
                readAt(request));
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
                        400, "policy = " + Text.shorten(word) + ": allowed are " + ReconcileSettings.policies()));
    }

    private static Optional<String> get(HttpServerRequest request, String name) {
        return Optional.ofNullable(request.getParam(name)).filter(value -> !value.isBlank());
    }
}
