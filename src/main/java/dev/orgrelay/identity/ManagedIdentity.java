package dev.orgrelay.identity;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks the platform for tokens of its managed identity: App Service and Functions where they say how, else the machine (IMDS). */
final class ManagedIdentity implements TokenIssuer {

    private static final int MAX_SIZE = 64 * 1024;
    private static final String DEFAULT_SCOPE = "/.default";

    private final Optional<String> identity;
    private final String resource;
    private final String secret;
    private final Clock clock;
    private final ManagedIdentityApi api;
    private volatile IdentityProtocol protocol;

    /** @param identity as in {@link AccessTokens#ofManagedIdentity} */
    ManagedIdentity(IdentityConfig config, Optional<String> identity, String scope, Clock clock) {
        this.identity = identity;
        this.resource = resource(scope);
        this.secret = config.header().orElse("");
        this.clock = clock;
        this.api = api(config);
        this.protocol = config.endpoint().isPresent() ? IdentityProtocol.APP_SERVICE : IdentityProtocol.MACHINE;
    }

    /** These endpoints know the older word for a scope. */
    static String resource(String scope) {
        return scope.endsWith(DEFAULT_SCOPE) ? scope.substring(0, scope.length() - DEFAULT_SCOPE.length()) : scope;
    }

    @Override
    public Uni<IssuedToken> issue() {
        IdentityProtocol usual = protocol;
        Uni<IssuedToken> issued = issue(usual);
        return usual == IdentityProtocol.APP_SERVICE
                ? issued.onFailure(ManagedIdentity::mayBeOfTheVersion).recoverWithUni(this::issueByFirstVersion)
                : issued;
    }

    /** An endpoint does not say whether it is the version that it refuses. If it refuses the other as well, that was not the reason. */
    private static boolean mayBeOfTheVersion(Throwable failure) {
        return failure instanceof TokenException refusal && refusal.isOfRequest();
    }

    private Uni<IssuedToken> issueByFirstVersion(Throwable refusal) {
        return issue(IdentityProtocol.FIRST_APP_SERVICE)
                .invoke(issued -> protocol = IdentityProtocol.FIRST_APP_SERVICE)
                .onFailure()
                .transform(another -> refusal);
    }

    private Uni<IssuedToken> issue(IdentityProtocol by) {
        return by.ask(api, secret, by.query(resource, identity))
                .onItem()
                .scan(() -> "", ManagedIdentity::append)
                .collect()
                .last()
                .map(body -> TokenAnswer.read(body, clock.instant()));
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
                .baseUri(config.endpoint().orElse(config.imdsEndpoint()).uri().orElseThrow())
                .connectTimeout(config.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(config.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .followRedirects(false)
                .register(new ManagedIdentityRefusal())
                .build(ManagedIdentityApi.class);
    }
}
