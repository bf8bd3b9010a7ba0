package dev.orgrelay.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.configuration.OutboundUrl;
import dev.orgrelay.fetch.LimitedBody;
import dev.orgrelay.message.IntakeException;
import dev.orgrelay.message.Json;
import dev.orgrelay.organization.Text;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The operators' API of one server. Follows nobody elsewhere, so that the key stays with it. */
final class Api {

    static final String JSON = "application/json";
    static final String TEXT = "text/plain";
    static final String LINES = "application/x-ndjson";

    /** An answer of at most as much as a file may have. */
    private static final BodyHandler<String> WHOLE = answer -> BodySubscribers.mapping(
            new LimitedBody(Call.MOST_BYTES), bytes -> new String(bytes, StandardCharsets.UTF_8));

    private static final Duration CONNECT = Duration.ofSeconds(10);

    /** More than the server takes for anything. */
    private static final Duration ANSWER = Duration.ofMinutes(5);

    private final OutboundUrl url;
    private final Optional<String> key;
    private final boolean mayBePlain;
    private final HttpClient client;

    /** @throws IllegalArgumentException if the key must not go there */
    Api(String url, Optional<String> key, boolean mayBePlain) {
        this.url = new OutboundUrl(url);
        this.key = key;
        this.mayBePlain = mayBePlain;
        if (!this.url.isBase()) {
            throw new IllegalArgumentException("the URL " + this.url + " is not like " + Call.USUAL_URL);
        }
        if (key.isPresent()) {
            protect("the key of ORGRELAY_OPERATOR_KEY");
        }
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
    }

    /** A path with what is not of the program in its right places. */
    static String path(String before, String id, String after) {
        return before + "/" + encoded(id).replace("+", "%20") + after;
    }

    HttpResponse<String> get(String path, Map<String, String> query, String accept)
            throws IOException, InterruptedException {
        return done(send(request(path, query).header("accept", accept), WHOLE));
    }

    JsonNode json(String path, Map<String, String> query) throws IOException, InterruptedException {
        return Json.read(get(path, query, JSON).body());
    }

    HttpResponse<String> post(String path, Map<String, String> query, Content body, String accept)
            throws IOException, InterruptedException {
        return done(send(posting(path, query, body, accept), WHOLE));
    }

    /** What became of what was taken in: with a status of its own where something has to come again. */
    JsonNode report(String path, Map<String, String> query, Content body) throws IOException, InterruptedException {
        HttpResponse<String> response = send(posting(path, query, body, JSON), WHOLE);
        boolean isDeferred = response.statusCode() == 503 && response.body().contains("\"outcomes\"");
        return Json.read((isDeferred ? response : done(response)).body());
    }

    /** The lines of an answer, each as soon as it is there. */
    Stream<JsonNode> lines(String path, Map<String, String> query, Content body)
            throws IOException, InterruptedException {
        HttpResponse<InputStream> response = send(posting(path, query, body, LINES), BodyHandlers.ofInputStream());
        if (response.statusCode() >= 300) {
            throw refusal(response.statusCode(), new String(response.body().readAllBytes(), StandardCharsets.UTF_8));
        }
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))
                .lines()
                .filter(line -> !line.isBlank())
                .map(Json::read);
    }

    /**
     * Sends a message as its sender does, without the key, and answers whatever comes.
     *
     * @throws IllegalArgumentException if the proof of its sender must not go there
     */
    HttpResponse<String> send(URI to, String method, Map<String, String> headers, byte[] body)
            throws IOException, InterruptedException {
        protect("what proves the sender");
        HttpRequest.Builder request = HttpRequest.newBuilder(to).method(method, publisher(body));
        headers.forEach(request::header);
        return send(request, WHOLE);
    }

    private void protect(String secret) {
        if (!mayBePlain && !url.isProtected()) {
            throw new IllegalArgumentException(secret + " would go by http to another machine, where anybody"
                    + " on the way reads it: take https, or --dangerous-plain-http");
        }
    }

    /** A body and its type. */
    record Content(byte[] bytes, String type) {

        static final Content NOTHING = new Content(new byte[0], JSON);

        static Content of(JsonNode json) {
            return new Content(Json.write(json).getBytes(StandardCharsets.UTF_8), JSON);
        }
    }

    private HttpRequest.Builder posting(String path, Map<String, String> query, Content body, String accept) {
        return request(path, query)
                .header("accept", accept)
                .header("content-type", body.type())
                .POST(publisher(body.bytes()));
    }

    private static BodyPublisher publisher(byte[] body) {
        return body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
    }

    private HttpRequest.Builder request(String path, Map<String, String> query) {
        String parameters = query.entrySet().stream()
                .map(pair -> pair.getKey() + "=" + encoded(pair.getValue()))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url.base() + path + (parameters.isEmpty() ? "" : "?" + parameters)));
        key.ifPresent(text -> request.header("x-functions-key", text));
        return request;
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        try {
            return client.send(request.timeout(ANSWER).build(), handler);
        } catch (ConnectException e) {
            throw new IOException(
                    "no server answers at " + url + ": start it, or say by --url or ORGRELAY_URL where it is");
        } catch (IOException e) {
            throw new IOException("the server at " + url + " did not answer: " + e.getMessage());
        }
    }

    private HttpResponse<String> done(HttpResponse<String> response) throws IOException {
        if (response.statusCode() >= 300) {
            throw refusal(response.statusCode(), response.body());
        }
        return response;
    }

    /** A server that answers, and does not do it. */
    @SuppressWarnings("serial") // nobody writes it
    static final class Refusal extends IOException {

        private final int status;

        private Refusal(int status, String message) {
            super(status + ": " + message);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    /** What the server says, and what to do about it where it cannot know. */
    private Refusal refusal(int status, String body) {
        String detail;
        try {
            JsonNode problem = Json.read(body);
            detail = problem.path("detail").asText(problem.path("title").asText());
        } catch (IntakeException | UncheckedIOException e) {
            detail = Text.shorten(body);
        }
        String todo = status != 401
                ? ""
                : key.isPresent() ? "; the key of ORGRELAY_OPERATOR_KEY is another one" : "; set ORGRELAY_OPERATOR_KEY";
        return new Refusal(status, (detail.isEmpty() ? "the server at " + url + " refuses" : detail) + todo);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
