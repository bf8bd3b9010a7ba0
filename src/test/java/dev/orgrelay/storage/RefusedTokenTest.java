package dev.orgrelay.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.orgrelay.identity.AccessToken;
import dev.orgrelay.identity.AccessTokens;
import dev.orgrelay.identity.ClientCredentials;
import dev.orgrelay.identity.TokenException;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a call to the storage account whose access token is refused. */
@QuarkusTest
class RefusedTokenTest {

    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final Tokens tokens = new Tokens();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            authorizations.add(authorization);
            exchange.getResponseHeaders().add("ETag", "W/\"1\"");
            byte[] body = "{\"A\":\"b\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(accepted.contains(authorization) ? 200 : 401, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void theTokenIsOfTheIdentityThatIsConfigured() {
        accepted.add("Bearer 7f1c-0");

        assertThat(get().await().atMost(Duration.ofSeconds(20))).isPresent();
        assertThat(tokens.scope).isEqualTo("https://storage.azure.com/.default");
    }

    @Test
    void theSameCallIsMadeAgainWithAnotherToken() {
        accepted.add("Bearer 7f1c-1");

        assertThat(get().await().atMost(Duration.ofSeconds(20))).isPresent();
        assertThat(authorizations).containsExactly("Bearer 7f1c-0", "Bearer 7f1c-1");
    }

    @Test
    void aRefusedTokenIsNotTriedTwice() {
        tokens.hasAnother = false;

        assertThatThrownBy(() -> get().await().atMost(Duration.ofSeconds(20)))
                .isInstanceOf(StorageException.class)
                .hasMessage("Azure Storage at 127.0.0.1 does not accept the access token of the managed identity");
        assertThat(authorizations).containsExactly("Bearer 7f1c-0");
    }

    @Test
    void anotherTokenThatIsRefusedAsWellIsTheLast() {
        assertThatThrownBy(() -> get().await().atMost(Duration.ofSeconds(20))).isInstanceOf(StorageException.class);
        assertThat(authorizations).containsExactly("Bearer 7f1c-0", "Bearer 7f1c-1");
    }

    @Test
    void whereNoOtherTokenCanBeHadThatIsTheFailure() {
        tokens.failure = Optional.of(new TokenException("the identity is gone"));

        assertThatThrownBy(() -> get().await().atMost(Duration.ofSeconds(20)))
                .isInstanceOf(StorageException.class)
                .hasMessageEndingWith("the identity is gone");
        assertThat(authorizations).hasSize(1);
    }

    @Test
    void callsThatWereRefusedAtTheSameTimeAllGetTheOtherToken() {
        accepted.add("Bearer 7f1c-1");

        List<Uni<Optional<TableEntity>>> calls =
                IntStream.range(0, 20).mapToObj(i -> get()).toList();
        assertThat(Uni.join().all(calls).andFailFast().await().atMost(Duration.ofSeconds(20)))
                .hasSize(20)
                .allMatch(Optional::isPresent);
    }

    private Uni<Optional<TableEntity>> get() {
        Map<String, String> settings = Map.of(
                "orgrelay.storage.table-endpoint",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "orgrelay.storage.client-id",
                "7f1c");
        return ConfiguredStorage.of(settings, tokens).table("x").get(new TableEntity.Id("default", "seattle"));
    }

    /** Tokens that are numbered, of which each takes the place of the one before, once. */
    private static final class Tokens implements AccessTokens, AccessToken {

        private String scope;
        private String identity;
        private int number;
        private boolean hasAnother = true;
        private Optional<TokenException> failure = Optional.empty();

        @Override
        public AccessToken ofManagedIdentity(Optional<String> asked, String ofScope) {
            identity = asked.orElse("own");
            scope = ofScope;
            return this;
        }

        @Override
        public AccessToken of(ClientCredentials credentials, String ofScope) {
            throw new UnsupportedOperationException("storage has a managed identity");
        }

        @Override
        public Uni<String> get() {
            return Uni.createFrom().item(this::value);
        }

        @Override
        public Uni<Optional<String>> insteadOf(String refused) {
            return Uni.createFrom()
                    .deferred(() -> failure.isPresent()
                            ? Uni.createFrom().failure(failure.get())
                            : Uni.createFrom().item(next(refused)));
        }

        private synchronized String value() {
            return identity + "-" + number;
        }

        private synchronized Optional<String> next(String refused) {
            if (hasAnother && refused.equals(value())) {
                number++;
            }
            return Optional.of(value()).filter(value -> !value.equals(refused));
        }
    }
}
