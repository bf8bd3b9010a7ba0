package dev.orgrelay.central;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Writes down every request to the letter, and answers what it was told to answer. */
public final class RecordingServer implements QuarkusTestResourceLifecycleManager {

    /** One request: method, path with query, media type, body. */
    record Recorded(String method, String target, String authorization, String mediaType, String body) {}

    private record Answer(int status, String mediaType, String body) {}

    private static final ConcurrentLinkedDeque<Recorded> RECORDED = new ConcurrentLinkedDeque<>();
    private static final ConcurrentLinkedDeque<Answer> ANSWERS = new ConcurrentLinkedDeque<>();
    private static final String TOKEN = "SharedAccessSignature sr=app&sig=a%3D&skn=token&se=4102444800000";

    private HttpServer server;

    static void answer(int status, String mediaType, String body) {
        ANSWERS.add(new Answer(status, mediaType, body));
    }

    /** The requests since the last time. */
    static List<Recorded> recorded() {
        List<Recorded> all = List.copyOf(RECORDED);
        RECORDED.clear();
        return all;
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", RecordingServer::handle);
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        return Map.of(
                "orgrelay.applications.default.url", url,
                "orgrelay.applications.default.api-version", "1.1-preview",
                "orgrelay.applications.default.api-token", TOKEN,
                "orgrelay.applications.newer.url", url,
                "orgrelay.applications.newer.api-version", "2022-07-31",
                "orgrelay.applications.newer.api-token", TOKEN);
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private static void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        RECORDED.add(new Recorded(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                exchange.getRequestHeaders().getFirst("Authorization"),
                exchange.getRequestHeaders().getFirst("Content-Type"),
                body));
        Answer answer = ANSWERS.poll();
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        if (!answer.mediaType().isEmpty()) {
            exchange.getResponseHeaders().set("Content-Type", answer.mediaType());
        }
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
