package dev.orgrelay.proof.entra;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;

/** Entra ID as far as whoever checks its tokens sees it, on this machine. */
public final class OpenIdProvider implements AutoCloseable {

    private final HttpServer server;
    private final AtomicInteger requests = new AtomicInteger();
    private volatile List<JsonWebKey> keys;
    private volatile boolean isDown;

    /** @param port 0 for any */
    public OpenIdProvider(int port, JsonWebKey... keys) {
        this.keys = List.of(keys);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How often it was asked, for metadata and for keys. */
    int requests() {
        return requests.get();
    }

    void changeKeys(JsonWebKey... others) {
        keys = List.of(others);
    }

    void goDown() {
        isDown = true;
    }

    void comeBack() {
        isDown = false;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        String path = exchange.getRequestURI().getPath();
        String keysPath = "/keys-of-the-tenant";
        try (exchange) {
            if (isDown) {
                answer(exchange, 503, "<html>");
            } else if (path.endsWith("/v2.0/.well-known/openid-configuration")) {
                answer(exchange, 200, "{\"issuer\":\"anything\",\"jwks_uri\":\"" + url() + keysPath + "\"}");
            } else if (path.equals(keysPath)) {
                answer(exchange, 200, new JsonWebKeySet(keys).toJson(OutputControlLevel.PUBLIC_ONLY));
            } else {
                answer(exchange, 404, "");
            }
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
