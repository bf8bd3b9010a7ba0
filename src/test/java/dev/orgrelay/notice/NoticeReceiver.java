package dev.orgrelay.notice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Receives notices, and answers them as it was told to. */
public final class NoticeReceiver implements QuarkusTestResourceLifecycleManager, AutoCloseable {

    /** What it is configured with: two secrets, a new one and an old one. */
    public static final String SECRETS =
            "whsec_ZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXp7fH1+f4CBgoM=,whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Received> RECEIVED = new CopyOnWriteArrayList<>();
    private static volatile int status = 204;

    private HttpServer server;

    /**
     * One request.
     *
     * @param headers by name in lower case
     * @param isTaken whether it was answered with success
     */
    public record Received(Map<String, String> headers, String body, boolean isTaken) {

        public JsonNode event() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public String id() {
            return headers.get("webhook-id");
        }

        public String type() {
            return event().path("type").asText().replaceFirst("^dev\\.orgrelay\\.", "");
        }

        public JsonNode data() {
            return event().path("data");
        }

        /** Whether each of the secrets has signed it, in their order. */
        public boolean isSigned() {
            List<String> expected = new ArrayList<>();
            for (String secret : SECRETS.split(",")) {
                byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
                String text = id() + "." + headers.get("webhook-timestamp") + "." + body;
                try {
                    Mac mac = Mac.getInstance("HmacSHA256");
                    mac.init(new SecretKeySpec(key, "HmacSHA256"));
                    expected.add("v1,"
                            + Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8))));
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException(e);
                }
            }
            return headers.get("webhook-signature").equals(String.join(" ", expected));
        }
    }

    /** Forgets what came, and takes what comes. */
    public static void reset() {
        status = 204;
        RECEIVED.clear();
    }

    /** @param answer 0 for a connection that breaks */
    public static void answers(int answer) {
        status = answer;
    }

    /** All that came, taken or not. */
    public static List<Received> all() {
        return List.copyOf(RECEIVED);
    }

    /** What was taken. */
    public static List<Received> taken() {
        return RECEIVED.stream().filter(Received::isTaken).toList();
    }

    /** What was taken of that type, without its prefix. */
    public static List<Received> taken(String type) {
        return taken().stream().filter(one -> one.type().equals(type)).toList();
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", NoticeReceiver::handle);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
        return Map.of("orgrelay.notices.url", url(), "orgrelay.notices.secrets", SECRETS);
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook?sig=hunter2";
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    @Override
    public void close() {
        stop();
    }

    private static void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        int answer = status;
        RECEIVED.add(new Received(headers, body, answer / 100 == 2));
        if (answer > 0) {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(answer, -1);
        }
        exchange.close();
    }
}
