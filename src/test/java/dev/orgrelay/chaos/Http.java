package dev.orgrelay.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Requests to processes that may be gone. */
final class Http {

    /** Nobody answered. */
    static final int NOBODY = 0;

    /** As long as Event Grid waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    /** @param body empty if nobody answered */
    record Answer(int status, String body) {

        JsonNode json() {
            return Http.json(body);
        }
    }

    private Http() {}

    static int status(String url) {
        return call("GET", url, "", Map.of()).status();
    }

    static JsonNode get(String url) {
        Answer answer = call("GET", url, "", Map.of());
        if (answer.status() != 200) {
            throw new IllegalStateException(url + ": " + answer.status() + " " + answer.body());
        }
        return answer.json();
    }

    static Answer call(String method, String url, String body, Map<String, String> headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).method(method, BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            HttpResponse<String> answer = CLIENT.send(request.build(), BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body());
        } catch (IOException e) {
            return new Answer(NOBODY, "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(NOBODY, "");
        }
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
