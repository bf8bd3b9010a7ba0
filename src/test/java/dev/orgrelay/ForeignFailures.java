package dev.orgrelay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;

/** What libraries and the JDK fail with, and what nobody is to read of it. */
public final class ForeignFailures {

    private static final String NAMES_A_CLASS =
            "(?s).*(\\b([a-z_]\\w*\\.)+[A-Z]\\w*|\\b[A-Z]\\w*(Exception|Error)\\b).*";

    private ForeignFailures() {}

    public static Stream<Throwable> all() {
        return Stream.of(
                        new UnknownHostException("nohost.example: Name or service not known"),
                        new ConnectException("Connection refused: /127.0.0.1:1"),
                        new SSLHandshakeException(
                                "PKIX path building failed: sun.security.provider.certpath.SunCertPath"),
                        new HttpClosedException("Connection was closed"),
                        new io.smallrye.mutiny.TimeoutException(),
                        new NoSuchFileException("/etc/none"),
                        new IOException("java.io.IOException: Stream closed"),
                        new IllegalStateException(),
                        provoked(() -> new ObjectMapper().readValue("[]", Map.class)),
                        provoked(() -> new ObjectMapper().readTree("{\"a\":")),
                        provoked(() -> Instant.parse("soon")),
                        provoked(() -> Long.parseLong("many")),
                        provoked(() -> (Integer) List.<Object>of("text").get(0)),
                        provoked(() -> Map.<String, String>of().get("none").length()))
                .flatMap(failure -> Stream.of(failure, new CompletionException(failure)));
    }

    /** Fails if {@code text} says nothing, or names a class. */
    public static void requireWords(String text) {
        assertThat(text).isNotBlank().doesNotContain("null").doesNotMatch(NAMES_A_CLASS);
    }

    private static Throwable provoked(Callable<?> work) {
        try {
            throw new AssertionError("it did not fail: " + work.call());
        } catch (Exception e) {
            return e;
        }
    }
}
