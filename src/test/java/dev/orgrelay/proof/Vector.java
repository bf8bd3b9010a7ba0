package dev.orgrelay.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A request together with whether it proves anything. */
record Vector(
        String id, Map<String, String> settings, List<String> secrets, Request request, Instant now, boolean valid) {

    private static final String SHORT = "dangerous-short-secrets";

    static Stream<Vector> readAll(InputStream json) throws IOException {
        List<Vector> vectors = new ArrayList<>();
        new ObjectMapper().readTree(json).path("vectors").forEach(node -> vectors.add(of(node)));
        return vectors.stream();
    }

    static Stream<Vector> ofThisBuild() throws IOException {
        try (InputStream json = Vector.class.getResourceAsStream("vectors.json")) {
            return readAll(json);
        }
    }

    String scheme() {
        return settings.get("scheme");
    }

    Proof verify() {
        return ConfiguredAuthentication.of(settings, secrets, Clock.fixed(now, ZoneOffset.UTC))
                .verify(request.delivery());
    }

    private static Vector of(JsonNode node) {
        Map<String, String> headers = new TreeMap<>();
        node.path("headers")
                .properties()
                .forEach(field -> headers.put(field.getKey(), field.getValue().asText()));
        if (node.has("contentType")) {
            headers.put("content-type", node.path("contentType").asText());
        }
        List<String> secrets = new ArrayList<>();
        node.path("secrets").forEach(secret -> secrets.add(secret.asText()));
        Request request = Request.post(body(node)).headers(headers);
        return new Vector(
                node.path("id").asText(),
                settings(node),
                secrets,
                node.has("url") ? request.url(node.path("url").asText()) : request,
                Instant.ofEpochSecond(node.path("now").asLong()),
                node.path("valid").asBoolean());
    }

    private static Map<String, String> settings(JsonNode node) {
        // examples of vendors have short secrets
        return node.has("tokenHeader")
                ? Map.of("scheme", "header", "header", node.path("tokenHeader").asText(), SHORT, "true")
                : Map.of("scheme", node.path("scheme").asText(), SHORT, "true");
    }

    private static String body(JsonNode node) {
        List<String> form = new ArrayList<>();
        node.path("form").forEach(pair -> form.add(encoded(pair.get(0)) + "=" + encoded(pair.get(1))));
        return form.isEmpty() ? node.path("body").asText() : String.join("&", form);
    }

    private static String encoded(JsonNode text) {
        return URLEncoder.encode(text.asText(), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return id;
    }
}
