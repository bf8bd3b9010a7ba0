package dev.orgrelay.http;

import dev.orgrelay.relay.DeadLetters;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.Wellness;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Says how many dead letters wait for somebody, and is down shortly before there is no more room for them. That is no reason to send events elsewhere, so it has no
 * say in readiness.
 */
@Wellness
@ApplicationScoped
class DeadLettersHealth implements AsyncHealthCheck {

    private static final String KEPT = "kept";
    private static final double NEARLY_FULL = 0.9;

    private final DeadLetters deadLetters;

    DeadLettersHealth(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return deadLetters.stock().map(DeadLettersHealth::response).onFailure().recoverWithItem(failure -> named().up()
                .withData(KEPT, "unknown")
                .build());
    }

    private static HealthCheckResponse response(DeadLetters.Stock stock) {
        HealthCheckResponseBuilder response = named().withData(KEPT, stock.letters());
        return stock.taken() < NEARLY_FULL
                ? response.up().build()
                : response.down()
                        .withData("full", Math.min(100, (long) (100 * stock.taken())) + " %")
                        .withData(
                                "todo",
                                "replay or delete some, or keep them with orgrelay.dead-letters=table:"
                                        + " when memory is full the oldest are lost")
                        .build();
    }

    private static HealthCheckResponseBuilder named() {
        return HealthCheckResponse.named("dead letters");
    }
}
