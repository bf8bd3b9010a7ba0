package dev.orgrelay.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the sources of {@link SettingsTable} read at their senders: below {@code /<row>/}, where requests are counted. */
final class SenderSystem implements AutoCloseable {

    private static final int LAST_PAGE = 3;

    private final HttpServer server;
    private final Map<String, Integer> requests = new ConcurrentHashMap<>();
    private final List<HttpExchange> unanswered = new CopyOnWriteArrayList<>();

    SenderSystem(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    int requests(String row) {
        return requests.getOrDefault(row, 0);
    }

    void forget() {
        requests.clear();
    }

    @Override
    public void close() {
        unanswered.forEach(HttpExchange::close);
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().substring(1).split("/", 2);
        requests.merge(path[0], 1, Integer::sum);
        String place = path[1].replaceFirst("^locked/", "");
        boolean isLocked = !place.equals(path[1])
                && !"t".equals(exchange.getRequestHeaders().getFirst("x-token"));
        if (place.startsWith("silent/")) {
            unanswered.add(exchange);
        } else if (isLocked) {
            answer(exchange, 403, "{}");
        } else {
            String query = String.valueOf(exchange.getRequestURI().getQuery());
            answer(
                    exchange,
                    place,
                    query,
                    "http://127.0.0.1:" + server.getAddress().getPort() + "/" + path[0]);
        }
    }

    private static void answer(HttpExchange exchange, String place, String query, String base) throws IOException {
        switch (place.split("/")[0]) {
            case "unit" -> answer(exchange, 200, "{\"displayName\":\"Looked up\"}");
            case "all" -> answer(exchange, 200, unit(1));
            case "csv" -> file(exchange, "text/csv", "id;Name\r\nsnap-1;Süd\r\n", StandardCharsets.UTF_8);
            case "latin" -> file(exchange, "text/csv", "id;Name\r\nsnap-1;Süd\r\n", StandardCharsets.ISO_8859_1);
            case "lines" ->
                file(
                        exchange,
                        "application/x-ndjson",
                        "{\"id\":\"snap-1\"}\n{\"id\":\"snap-2\"}\n",
                        StandardCharsets.UTF_8);
            case "items" -> answer(exchange, 200, "{\"data\":" + unit(1) + "}");
            case "second" -> answer(exchange, 200, unit(2));
            case "link" -> {
                exchange.getResponseHeaders().set("Link", "<" + base + "/second>; rel=\"next\"");
                answer(exchange, 200, unit(1));
            }
            case "next" ->
                answer(
                        exchange,
                        200,
                        query.equals("null")
                                ? "{\"data\":" + unit(1) + ",\"next\":\"" + base + "/next?last\"}"
                                : "{\"data\":" + unit(2) + "}");
            case "cursor" ->
                answer(
                        exchange,
                        200,
                        query.equals("after=c2")
                                ? "{\"data\":" + unit(2) + "}"
                                : "{\"data\":" + unit(1) + ",\"cursor\":\"c2\"}");
            case "pages" -> {
                int page = Integer.parseInt(query.replace("p=", ""));
                answer(exchange, 200, "{\"data\":" + unit(page) + ",\"more\":" + (page < LAST_PAGE) + "}");
            }
            default -> answer(exchange, 404, "{}");
        }
    }

    private static String unit(int number) {
        return "[{\"id\":\"snap-" + number + "\"}]";
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        answer(exchange, status, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    private static void file(HttpExchange exchange, String contentType, String body, Charset charset)
            throws IOException {
        answer(exchange, 200, contentType, body.getBytes(charset));
    }

    private static void answer(HttpExchange exchange, int status, String contentType, byte[] bytes) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
