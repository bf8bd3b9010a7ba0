package dev.orgrelay.message;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Requests for tests. */
public final class Deliveries {

    public static final Instant NOW = Instant.parse("2026-11-23T10:15:30Z");

    private Deliveries() {}

    public static Delivery of(Map<String, String> headers, byte[] body) {
        return new Delivery("POST", "https://relay.example/api/events", "", Map.of(), headers, body, NOW);
    }

    public static Delivery of(Map<String, String> headers, String body) {
        return of(headers, body.getBytes(StandardCharsets.UTF_8));
    }

    public static Delivery typed(String contentType, String body) {
        return of(Map.of("content-type", contentType), body);
    }

    /** Binary mode with what is required, and these headers over it. */
    public static Delivery binary(Map<String, String> headers, String body) {
        Map<String, String> all = new LinkedHashMap<>(Map.of(
                "content-type", "application/json",
                "ce-specversion", "1.0",
                "ce-id", "7f1c",
                "ce-source", "/hr/contoso",
                "ce-type", "com.contoso.organization.created"));
        all.putAll(headers);
        return of(all, body);
    }

    public static Delivery options(Map<String, String> headers) {
        return new Delivery("OPTIONS", "https://relay.example/api/events", "", Map.of(), headers, new byte[0], NOW);
    }
}
