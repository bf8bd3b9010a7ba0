package dev.orgrelay.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What the Functions host does with a queue, as far as tests need it: takes its messages. */
final class AzuriteQueue {

    private static final Pattern TEXT = Pattern.compile("<MessageText>([^<]*)</MessageText>");
    private static final String DATE = "Mon, 23 Nov 2026 10:00:00 GMT";
    private static final String VERSION = "2020-12-06";

    private final int port;
    private final SharedKey key;
    private final String path;

    AzuriteQueue(int port, SharedKey key, String queue) {
        this.port = port;
        this.key = key;
        this.path = "/devstoreaccount1/" + queue + "/messages";
    }

    List<String> take() {
        String authorization = key.forQueue(
                "GET", 0, "", Map.of("x-ms-date", DATE, "x-ms-version", VERSION), path, Map.of("numofmessages", "32"));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + path + "?numofmessages=32"))
                .header("x-ms-date", DATE)
                .header("x-ms-version", VERSION)
                .header("Authorization", authorization)
                .build();
        String answer = send(request);
        return TEXT.matcher(answer)
                .results()
                .map(found -> new String(Base64.getDecoder().decode(found.group(1)), StandardCharsets.UTF_8))
                .toList();
    }

    private static String send(HttpRequest request) {
        try {
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
