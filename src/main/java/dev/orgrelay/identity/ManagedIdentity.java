package dev.orgrelay.identity;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks the platform for tokens of its managed identity: App Service and Functions where they say how, else the machine (IMDS). */
final class ManagedIdentity implements TokenIssuer {

    private static final int MAX_SIZE = 64 * 1024;
    private static final String DEFAULT_SCOPE = "/.default";

    private final IdentityConfig config;
    private final Optional<String> clientId;
    private final String resource;
    private final Clock clock;
    private final ManagedIdentityApi api;

    ManagedIdentity(IdentityConfig config, Optional<String> clientId, String scope, Clock clock) {
        this.config = config;
        this.clientId = clientId;
        this.resource = resource(scope);
        this.clock = clock;
        this.api = api(config);
    }

    /** These endpoints know the older word for a scope. */
    static String resource(String scope) {
        return scope.endsWith(DEFAULT_SCOPE) ? scope.substring(0, scope.length() - DEFAULT_SCOPE.length()) : scope;
    }

    @Override
    public Uni<IssuedToken> issue() {
        return answer().onItem()
                .scan(() -> "", ManagedIdentity::append)
                .collect()
                .last()
                .map(body -> TokenAnswer.read(body, clock.instant()));
    }

    private Multi<String> answer() {
        String client = clientId.orElse(null);
        return config.endpoint().isPresent()
                ? api.ofAppService(config.header().orElse(""), ManagedIdentityApi.APP_SERVICE_VERSION, resource, client)
                : api.ofMachine("true", ManagedIdentityApi.IMDS_VERSION, resource, client);
    }

    /** A character that is cut in two becomes garbage, but tokens and their like are ASCII. */
    private static String append(String body, String piece) {
        if (body.length() + piece.length() > MAX_SIZE) {
            throw new TokenException("the token endpoint answered with more than " + MAX_SIZE + " bytes");
        }
        return body + piece;
    }

    private static ManagedIdentityApi api(IdentityConfig config) {
        return QuarkusRestClientBuilder.newBuilder()
                .baseUri(URI.create(config.endpoint().orElse(config.imdsEndpoint())))
                .connectTimeout(config.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(config.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .followRedirects(false)
                .register(new ManagedIdentityRefusal())
                .build(ManagedIdentityApi.class);
    }
}
