package dev.orgrelay.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A queue in Azurite, with what the Functions host does with one. */
public final class AzuriteQueue {

    /**
     * A message that was taken.
     *
     * @param receipt proves that it was taken last by whoever changes it
     * @param dequeueCount how often it was taken, this time included
     * @param text decoded
     */
    public record Message(String id, String receipt, int dequeueCount, String text) {}

    private static final Pattern MESSAGE = Pattern.compile("<QueueMessage>(.*?)</QueueMessage>", Pattern.DOTALL);
    private static final String COUNT = "x-ms-approximate-messages-count";
    private static final String DATE = "Mon, 23 Nov 2026 10:00:00 GMT";
    private static final String VERSION = "2020-12-06";
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final int port;
    private final SharedKey key;
    private final String queue;

    AzuriteQueue(int port, SharedKey key, String queue) {
        this.port = port;
        this.key = key;
        this.queue = "/devstoreaccount1/" + queue;
    }

    /** Creates it unless it is there. */
    public void create() {
        call("PUT", "", Map.of(), "", Set.of(201, 204, 409));
    }

    /** At most {@code most} messages; nobody else sees them for some seconds. */
    public List<Message> take(int most, int hiddenSeconds) {
        Map<String, String> query =
                Map.of("numofmessages", Integer.toString(most), "visibilitytimeout", Integer.toString(hiddenSeconds));
        return MESSAGE.matcher(call("GET", "/messages", query, "", Set.of(200)).body())
                .results()
                .map(found -> message(found.group(1)))
                .toList();
    }

    /** False if somebody else has taken it meanwhile. */
    public boolean delete(Message message) {
        return call(
                                "DELETE",
                                "/messages/" + message.id(),
                                Map.of("popreceipt", message.receipt()),
                                "",
                                Set.of(204, 400, 404))
                        .statusCode()
                == 204;
    }

    /** Lets others see a message again after some seconds. */
    public void giveBack(Message message, int hiddenSeconds) {
        Map<String, String> query = Map.of(
                "popreceipt", message.receipt(),
                "visibilitytimeout", Integer.toString(hiddenSeconds));
        call("PUT", "/messages/" + message.id(), query, xml(message.text()), Set.of(204, 400, 404));
    }

    public void put(String text) {
        call("POST", "/messages", Map.of(), xml(text), Set.of(201));
    }

    /** How many messages it holds, those included that cannot be seen. */
    public int size() {
        return Integer.parseInt(call("GET", "", Map.of("comp", "metadata"), "", Set.of(200))
                .headers()
                .firstValue(COUNT)
                .orElseThrow());
    }

    /** The texts of all messages that can be seen. */
    List<String> take() {
        return take(32, 30).stream().map(Message::text).toList();
    }

    private HttpResponse<String> call(
            String method, String path, Map<String, String> query, String body, Set<Integer> expected) {
        String mediaType = body.isEmpty() ? "" : "application/xml";
        Map<String, String> headers = new HashMap<>(Map.of("x-ms-date", DATE, "x-ms-version", VERSION));
        String proof = key.forQueue(method, body.length(), mediaType, headers, queue + path, query);
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + queue + path + parameters(query)))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Authorization", proof);
        headers.forEach(request::header);
        if (!body.isEmpty()) {
            request.header("Content-Type", mediaType);
        }
        HttpResponse<String> answer = send(request.build());
        if (!expected.contains(answer.statusCode())) {
            throw new IllegalStateException(method + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer;
    }

    private static String parameters(Map<String, String> query) {
        return query.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", query.isEmpty() ? "" : "?", ""));
    }

    private static Message message(String xml) {
        return new Message(
                element("MessageId", xml),
                element("PopReceipt", xml),
                Integer.parseInt(element("DequeueCount", xml)),
                new String(Base64.getDecoder().decode(element("MessageText", xml)), StandardCharsets.UTF_8));
    }

    private static String element(String name, String xml) {
        Matcher found = Pattern.compile("<" + name + ">([^<]*)<").matcher(xml);
        if (!found.find()) {
            throw new IllegalStateException("no " + name + " in " + xml);
        }
        return found.group(1);
    }

    private static String xml(String text) {
        String encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        return "<QueueMessage><MessageText>" + encoded + "</MessageText></QueueMessage>";
    }

    /** Once more if need be: Azurite closes a connection that was idle for five seconds, perhaps just when a request is on its way. */
    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return sendOnce(request);
        } catch (UncheckedIOException closed) {
            return sendOnce(request);
        }
    }

    private static HttpResponse<String> sendOnce(HttpRequest request) {
        try {
            return CLIENT.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
