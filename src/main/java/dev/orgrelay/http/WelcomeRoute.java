package dev.orgrelay.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Says what this is, and where to go on, to whoever opens the address in a browser. */
@ApplicationScoped
class WelcomeRoute {

    private static final String TEXT = """
            Org Relay keeps the organizations of Azure IoT Central in step with the systems that know them first.

            POST /api/events/<source>   takes events
            GET  /api/status            how applications and sources do
            GET  /api/deliveries        what came in, and what became of it
            GET  /api/dead-letters      what waits for a person
            GET  /api/organizations     what IoT Central has
            GET  /api/health/ready      for probes
            GET  /q/openapi             all of them
            """;
    private static final String OF_SANDBOX =
            "GET  /sandbox/control        the sandbox, which stands in for IoT Central\n";

    private final Answer answer;

    WelcomeRoute(@ConfigProperty(name = "orgrelay.sandbox.enabled", defaultValue = "false") boolean hasSandbox) {
        this.answer = Answer.ofText(hasSandbox ? TEXT + OF_SANDBOX : TEXT);
    }

    void register(@Observes @Priority(Door.HEALTH) Router router) {
        router.route(HttpMethod.GET, "/").order(Door.ORDER).handler(context -> answer.send(context.response()));
    }
}
