package dev.orgrelay.fetch.snapshot;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A sender on the loopback interface whose answers a test decides, by path and query. */
final class PagingServer implements AutoCloseable {

    /**
     * @param headers beside those that every answer has
     * @param missing how many of the promised bytes never come; -1 for a body that never ends
     */
    record Reply(int status, byte[] body, Map<String, String> headers, int missing) {

        static Reply json(String body) {
            return new Reply(200, body.getBytes(StandardCharsets.UTF_8), Map.of(), 0);
        }

        static Reply status(int status) {
            return new Reply(status, "{}".getBytes(StandardCharsets.UTF_8), Map.of(), 0);
        }

        Reply link(String value) {
            return header("Link", value);
        }

        Reply header(String name, String value) {
            return new Reply(status, body, Map.of(name, value), missing);
        }

        Reply truncated() {
            return new Reply(status, body, headers, 10);
        }

        Reply endless() {
            return new Reply(status, body, headers, -1);
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Function<String, Reply> replies;
    final List<String> asked = new CopyOnWriteArrayList<>();
    final List<String> credentials = new CopyOnWriteArrayList<>();

    /** @param replies by path and query */
    PagingServer(Function<String, Reply> replies) {
        this.replies = replies;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String url(String target) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + target;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String target = exchange.getRequestURI().toString();
        asked.add(target);
        credentials.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        Reply reply = replies.apply(target);
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(reply.status(), reply.missing() < 0 ? 0 : reply.body().length + reply.missing());
        exchange.getResponseBody().write(reply.body());
        exchange.getResponseBody().flush();
        if (reply.missing() < 0) {
            await();
        }
        exchange.close();
    }

    private void await() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
