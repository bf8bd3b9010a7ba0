package dev.orgrelay.central;

import dev.orgrelay.central.ApplicationsConfig.ApplicationConfig;
import dev.orgrelay.configuration.OutboundUrl;
import dev.orgrelay.identity.AccessTokens;
import dev.orgrelay.identity.ClientCredentials;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the client of an application: connections, pace and circuit breaker are its own, so that one application never slows another. */
@ApplicationScoped
class Connector {

    private final AccessTokens tokens;
    private final Shutdown closing;
    private final Clock clock;
    private final Scheduler scheduler;
    private final CallObserver observer;
    private final String version;

    /** @param version of this program, by which the vendor's support finds its requests */
    Connector(
            AccessTokens tokens,
            Shutdown closing,
            Clock clock,
            Scheduler scheduler,
            CallObserver observer,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.version = version;
        this.tokens = tokens;
        this.closing = closing;
        this.clock = clock;
        this.scheduler = scheduler;
        this.observer = observer;
    }

    /** @param config without mistakes */
    Central connect(String name, ApplicationConfig config) {
        Availability availability = new Availability(name, clock);
        Pace pace = new Pace(config.requestsPerSecond(), scheduler);
        CallGuard guard =
                new ResilientCalls(availability, pace, ResilientCalls.OPEN_FOR, config.retryFor(), closing, scheduler);
        Access access = new Access(credential(name, config), clock, availability);
        return new Central(name, config, api(config), access, guard, observer);
    }

    private OrganizationsApi api(ApplicationConfig config) {
        return QuarkusRestClientBuilder.newBuilder()
                .baseUri(config.url().flatMap(OutboundUrl::uri).orElseThrow())
                .connectTimeout(config.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(config.responseTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .followRedirects(false)
                .userAgent("orgrelay/" + version)
                .register(new CentralExceptionMapper(clock))
                .register(new ByteArrayReader())
                .build(OrganizationsApi.class);
    }

    private Credential credential(String application, ApplicationConfig config) {
        return switch (config.credential()) {
            case API_TOKEN -> new ApiToken(application, config.apiToken().orElseThrow(), clock);
            case MANAGED_IDENTITY -> new Credential.Bearer(tokens.ofManagedIdentity(config.clientId(), config.scope()));
            case CLIENT_CREDENTIALS -> new Credential.Bearer(tokens.of(clientCredentials(config), config.scope()));
        };
    }

    private static ClientCredentials clientCredentials(ApplicationConfig config) {
        return new ClientCredentials(
                config.authority().base(),
                config.tenantId().orElseThrow(),
                config.clientId().orElseThrow(),
                config.clientSecret().orElseThrow());
    }
}
