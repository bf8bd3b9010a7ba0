package dev.orgrelay.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.configuration.OutboundUrl;
import dev.orgrelay.message.Delivery;
import dev.orgrelay.message.IntakeException;
import dev.orgrelay.message.Json;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A message of a sender, as a file holds it.
 *
 * @param path what follows the source, with its query
 */
record Sample(String method, String path, Map<String, String> headers, byte[] body) {

    private static final List<String> OF_REQUEST = List.of("method", "path", "headers", "body", "bodyBase64");

    static Sample of(Call call) throws IOException {
        byte[] bytes = call.read(call.argument().orElseThrow());
        JsonNode json = json(bytes);
        JsonNode request = json.path("request").isObject() ? json.path("request") : json;
        Sample sample = isRequest(request) ? ofRequest(request) : new Sample("POST", "", Map.of(), bytes);
        Map<String, String> headers = new TreeMap<>(Map.of("content-type", type(sample.body())));
        headers.putAll(sample.headers());
        for (String header : call.all("header")) {
            int colon = header.indexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException("a header is written name: value");
            }
            headers.put(
                    header.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        return new Sample(sample.method(), sample.path(), headers, sample.body());
    }

    /** As it comes to {@code source} of the server at {@code url}. */
    Delivery delivery(String url, String source, Instant now) {
        String rest = path.replaceFirst("^/", "");
        int query = rest.indexOf('?');
        Map<String, String> parameters = new TreeMap<>();
        for (String pair : query < 0 ? new String[0] : rest.substring(query + 1).split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.putIfAbsent(decoded(parts[0]), parts.length < 2 ? "" : decoded(parts[1]));
        }
        return new Delivery(
                method,
                new OutboundUrl(url).base() + "/api/events/" + source
                        + (rest.isEmpty() || query == 0 ? rest : "/" + rest),
                decoded((query < 0 ? rest : rest.substring(0, query)).replace("+", "%2B")),
                parameters,
                headers,
                body,
                now);
    }

    /** As the API takes it to try it. */
    ObjectNode trial() {
        ObjectNode trial = JsonNodeFactory.instance.objectNode();
        ObjectNode request = trial.putObject("request").put("method", method).put("path", path);
        headers.forEach(request.putObject("headers")::put);
        request.put("bodyBase64", Base64.getEncoder().encodeToString(body));
        return trial;
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return Json.read(bytes);
        } catch (IntakeException e) { // a body may be anything
            return JsonNodeFactory.instance.missingNode();
        }
    }

    private static boolean isRequest(JsonNode json) {
        return json.isObject()
                && (json.has("body") || json.has("bodyBase64"))
                && json.propertyStream().allMatch(member -> OF_REQUEST.contains(member.getKey()));
    }

    private static Sample ofRequest(JsonNode request) {
        Map<String, String> headers = new TreeMap<>();
        request.path("headers")
                .properties()
                .forEach(header -> headers.put(
                        header.getKey().toLowerCase(Locale.ROOT),
                        header.getValue().asText()));
        JsonNode body = request.path("body");
        String text = body.isTextual() ? body.textValue() : body.isContainerNode() ? Json.write(body) : "";
        return new Sample(
                request.path("method").asText("POST").toUpperCase(Locale.ROOT),
                request.path("path").asText(),
                headers,
                request.has("bodyBase64")
                        ? Base64.getDecoder().decode(request.path("bodyBase64").asText())
                        : text.getBytes(StandardCharsets.UTF_8));
    }

    /** CloudEvents say what they are. */
    private static String type(byte[] body) {
        JsonNode json = json(body);
        if (json.has("specversion")) {
            return "application/cloudevents+json";
        }
        return json.path(0).has("specversion") ? "application/cloudevents-batch+json" : Api.JSON;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
