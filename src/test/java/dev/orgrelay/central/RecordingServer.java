package dev.orgrelay.central;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes down every request to the letter, and answers what it was told to answer. */
public final class RecordingServer implements QuarkusTestResourceLifecycleManager {

    /** One request: method, path with query, media type, body. */
    record Recorded(String method, String target, String authorization, String mediaType, String body) {}

    private record Answer(int status, String mediaType, byte[] body) {}

    private static final ConcurrentLinkedDeque<Headers> HEADERS = new ConcurrentLinkedDeque<>();
    private static final ConcurrentLinkedDeque<Recorded> RECORDED = new ConcurrentLinkedDeque<>();
    private static final ConcurrentLinkedDeque<Answer> ANSWERS = new ConcurrentLinkedDeque<>();
    private static final AtomicInteger TOKENS = new AtomicInteger();
    private static final String TOKEN = "SharedAccessSignature sr=app&sig=a%3D&skn=token&se=4102444800000";

    private HttpServer server;

    static void answer(int status, String mediaType, String body) {
        answer(status, mediaType, body.getBytes(StandardCharsets.UTF_8));
    }

    static void answer(int status, String mediaType, byte[] body) {
        ANSWERS.add(new Answer(status, mediaType, body));
    }

    /** One header of the requests since the last time. */
    static List<String> header(String name) {
        List<String> values =
                HEADERS.stream().map(headers -> headers.getFirst(name)).toList();
        HEADERS.clear();
        return values;
    }

    static void forgetAnswers() {
        ANSWERS.clear();
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
        server.createContext("/msi/token", exchange -> giveToken(exchange, "identity"));
        server.createContext("/contoso/oauth2/v2.0/token", exchange -> giveToken(exchange, "registration"));
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        Map<String, String> settings = new HashMap<>();
        settings.put("orgrelay.identity.endpoint", url + "/msi/token");
        settings.put("orgrelay.identity.header", "secret of the platform");
        application(settings, "default", url, "api-version=1.1-preview", "api-token=" + TOKEN);
        application(settings, "impatient", url, "retry-for=1ms", "api-token=" + TOKEN);
        application(settings, "newer", url, "api-version=2022-07-31", "api-token=" + TOKEN);
        application(settings, "identified", url, "credential=managed-identity", "scope=https://apps.example/.default");
        String registered = "credential=client-credentials,tenant-id=contoso,client-id=app,client-secret=x,authority=";
        application(settings, "registered", url, (registered + url).split(","));
        String otherScope = ",scope=https://refused.example/.default";
        application(settings, "refused-identified", url, ("credential=managed-identity" + otherScope).split(","));
        application(settings, "refused-registered", url, (registered + url + otherScope).split(","));
        application(settings, "astray", url, (registered + "http://127.0.0.1:1,retry-for=1ms").split(","));
        return settings;
    }

    private static void application(Map<String, String> settings, String name, String url, String... lines) {
        String key = "orgrelay.applications." + name + ".";
        settings.put(key + "url", url);
        for (String line : lines) {
            int equals = line.indexOf('=');
            settings.put(key + line.substring(0, equals), line.substring(equals + 1));
        }
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private static void giveToken(HttpExchange exchange, String name) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] bytes = ("{\"access_token\":\"" + name + TOKENS.incrementAndGet() + "\",\"expires_in\":3600}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        RECORDED.add(new Recorded(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                exchange.getRequestHeaders().getFirst("Authorization"),
                exchange.getRequestHeaders().getFirst("Content-Type"),
                body));
        HEADERS.add(exchange.getRequestHeaders());
        Answer answer = ANSWERS.poll();
        byte[] bytes = answer.body();
        if (!answer.mediaType().isEmpty()) {
            exchange.getResponseHeaders().set("Content-Type", answer.mediaType());
        }
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
