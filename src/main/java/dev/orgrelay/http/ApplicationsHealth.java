package dev.orgrelay.http;

import dev.orgrelay.central.Applications;
import dev.orgrelay.central.Central;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready unless no application can be used. Says which applications are configured and how they do, as far as earlier calls tell; nobody is called for it.
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
        HealthCheckResponseBuilder response = HealthCheckResponse.named("IoT Central applications");
        boolean isOneUsable = false;
        for (String name : applications.names()) {
            Central central = applications.named(name).orElseThrow();
            response.withData(name, central.state().toString());
            isOneUsable |= central.isUsable();
        }
        return response.status(isOneUsable).build();
    }
}
