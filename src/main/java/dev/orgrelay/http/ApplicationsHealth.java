package dev.orgrelay.http;

import dev.orgrelay.central.Applications;
import dev.orgrelay.central.Central;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready unless every application is down. Says which applications are configured and how they do, as far as earlier calls tell; nobody is called for it.
 */
@Readiness
@ApplicationScoped
class ApplicationsHealth implements HealthCheck {

    private final Applications applications;

    ApplicationsHealth(Applications applications) {
        this.applications = applications;
    }

    @Override
    public HealthCheckResponse call() {
        List<String> names = List.copyOf(applications.names());
        HealthCheckResponseBuilder response = HealthCheckResponse.named("IoT Central applications");
        names.forEach(name -> response.withData(name, isAvailable(name) ? "available" : "circuit open"));
        return response.status(names.stream().anyMatch(this::isAvailable)).build();
    }

    private boolean isAvailable(String name) {
        return applications.named(name).map(Central::isAvailable).orElse(false);
    }
}
