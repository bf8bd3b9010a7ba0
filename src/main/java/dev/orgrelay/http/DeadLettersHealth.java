package dev.orgrelay.http;

import dev.orgrelay.relay.DeadLetters;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.Wellness;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Says how many dead letters wait for somebody. That is no reason to send events elsewhere, so it has no say in readiness. */
@Wellness
@ApplicationScoped
class DeadLettersHealth implements AsyncHealthCheck {

    private static final String KEPT = "kept";

    private final DeadLetters deadLetters;

    DeadLettersHealth(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return deadLetters
                .count()
                .map(count -> response().withData(KEPT, count).build())
                .onFailure()
                .recoverWithItem(failure -> response().withData(KEPT, "unknown").build());
    }

    private static HealthCheckResponseBuilder response() {
        return HealthCheckResponse.named("dead letters").up();
    }
}
