package dev.orgrelay.central;

import dev.orgrelay.central.ApplicationsConfig.ApplicationConfig;
import dev.orgrelay.configuration.OutboundUrl;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

/** Makes the client of an application: connections, pace and circuit breaker are its own, so that one application never slows another. */
@ApplicationScoped
class Connector {

    private final Credentials credentials;
    private final Shutdown closing;
    private final Clock clock;
    private final CallObservers observers;

    Connector(Credentials credentials, Shutdown closing, Clock clock, CallObservers observers) {
        this.credentials = credentials;
        this.closing = closing;
        this.clock = clock;
        this.observers = observers;
    }

    Central connect(String name, ApplicationConfig config) {
        Pace pace = new Pace(config.requestsPerSecond());
        CallObserver observer = observers.of(name);
        CallGuard guard = new ResilientCalls(name, pace, config.retryFor(), closing, clock, observer);
        ClientOfEachLoop clients = new ClientOfEachLoop(() -> api(config));
        return new Central(config, clients, new Access(credentials.of(name, config), clock), guard, observer);
    }

    OrganizationsApi api(ApplicationConfig config) {
        return QuarkusRestClientBuilder.newBuilder()
                .baseUri(config.url().flatMap(OutboundUrl::uri).orElseThrow())
                .connectTimeout(config.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(config.responseTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .followRedirects(false)
                .register(new CentralExceptionMapper(clock))
                .build(OrganizationsApi.class);
    }
}
