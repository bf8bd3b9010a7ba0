package dev.orgrelay.identity;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A token endpoint on this machine: writes down what it is asked, and answers as told; with nothing left to say it is silent. */
public final class TokenServer implements AutoCloseable {

    /** One request: method, path with query, the three headers of managed identity, media type, body. */
    public record Asked(
            String method,
            String target,
            String identityHeader,
            String secret,
            String metadata,
            String mediaType,
            String body) {}

    private record Answer(int status, String body) {}

    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    public TokenServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    public void answer(int status, String body) {
        answers.add(new Answer(status, body));
    }

    /** Gives a token that lives an hour. */
    public void give(String token) {
        answer(200, "{\"access_token\":\"" + token + "\",\"expires_in\":3600,\"token_type\":\"Bearer\"}");
    }

    public List<Asked> asked() {
        return asked;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                exchange.getRequestHeaders().getFirst("X-IDENTITY-HEADER"),
                exchange.getRequestHeaders().getFirst("secret"),
                exchange.getRequestHeaders().getFirst("Metadata"),
                exchange.getRequestHeaders().getFirst("Content-Type"),
                body));
        Answer answer = answers.poll();
        if (answer == null) {
            return; // silence
        }
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(answer.status(), 0);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
