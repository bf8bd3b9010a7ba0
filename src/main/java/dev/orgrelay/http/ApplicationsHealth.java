package dev.orgrelay.http;

import dev.orgrelay.central.Applications;
import dev.orgrelay.central.Central;
import dev.orgrelay.central.Condition;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.TreeMap;
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
        Map<String, Condition> conditions = conditions();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("IoT Central applications");
        conditions.forEach((name, condition) -> response.withData(name, condition.text()));
        return response.status(conditions.values().stream().anyMatch(Condition::isUsable))
                .build();
    }

    private Map<String, Condition> conditions() {
        Map<String, Condition> conditions = new TreeMap<>();
        for (String name : applications.names()) {
            applications.named(name).map(Central::condition).ifPresent(condition -> conditions.put(name, condition));
        }
        return conditions;
    }
}
