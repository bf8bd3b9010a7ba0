package dev.orgrelay.telemetry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands in for an OpenTelemetry collector and keeps what it is sent. */
public final class Collector implements QuarkusTestResourceLifecycleManager {

    static final String KEY = "key, of the test";

    private static final List<Exported.Span> SPANS = new CopyOnWriteArrayList<>();
    private static final List<Exported.Point> POINTS = new CopyOnWriteArrayList<>();
    private static final List<String> KEYS = new CopyOnWriteArrayList<>();

    private HttpServer server;

    static List<Exported.Span> spans() {
        return SPANS;
    }

    /** The points of all exports. */
    static List<Exported.Point> points() {
        return POINTS;
    }

    /** What was sent in the header {@code api-key}. */
    static List<String> keys() {
        return KEYS;
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/traces", exchange -> take(exchange, body -> SPANS.addAll(Exported.spans(body))));
        server.createContext("/v1/metrics", exchange -> take(exchange, body -> POINTS.addAll(Exported.points(body))));
        server.start();
        return Map.of(
                "otel.exporter.otlp.endpoint",
                        "http://127.0.0.1:" + server.getAddress().getPort() + "/",
                "otel.exporter.otlp.headers", "api-key=key%2C+of the test".replace("+", "%20"),
                "otel.resource.attributes", "deployment.environment.name=test",
                "otel.bsp.schedule.delay", "100",
                "otel.metric.export.interval", "200");
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private static void take(HttpExchange exchange, java.util.function.Consumer<byte[]> keep) throws IOException {
        KEYS.add(exchange.getRequestHeaders().getFirst("api-key"));
        keep.accept(exchange.getRequestBody().readAllBytes());
        exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }
}
