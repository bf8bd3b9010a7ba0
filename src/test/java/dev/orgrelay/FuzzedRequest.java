package dev.orgrelay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A request made of one of the presets' samples, and changed at random.
 *
 * @param door what it is meant for, by the beginning of its path
 */
record FuzzedRequest(String door, byte[] bytes) {

    /** What those doors may answer beside what all may. */
    private static final Map<String, Set<Integer>> OF_ONE_DOOR = Map.of(
            "/api/events/scim", Set.of(201, 204, 403, 409, 501),
            "/api/operators", Set.of(204, 403, 406, 409, 502),
            "/sandbox", Set.of(204, 403, 406, 409, 412, 422, 429));

    private static final Set<Integer> OF_ALL =
            Set.of(100, 200, 202, 400, 401, 404, 405, 408, 413, 415, 417, 431, 414, 503);
    private static final List<String> METHODS =
            List.of("POST", "POST", "POST", "PUT", "PATCH", "DELETE", "GET", "OPTIONS", "HEAD", "BREW");
    private static final List<String> FUNCTIONS = List.of("/eventgrid", "/apply", "/deadletter", "/reconcile");
    private static final List<String> OPERATORS = List.of(
            "/api/plan",
            "/api/reconcile?dryRun=true",
            "/api/organizations",
            "/api/organizations/fz-1",
            "/api/dead-letters",
            "/api/dead-letters/none/replay",
            "/api/nowhere");
    private static final List<String> PIECES = List.of(
            "1e400",
            "1e99999",
            "null",
            "{}",
            "[]",
            "\"\"",
            "-0",
            "\"\\ud800\"",
            "\"fz-2\"",
            "true",
            "\"2026-11-23\"",
            "99999999999999999999",
            "{\"change\":\"update\"}",
            "\"" + "x".repeat(5_000) + "\"");
    private static final List<String> HEADERS = List.of(
            "Content-Type: application/json",
            "Content-Type: application/cloudevents+json",
            "Content-Type: application/cloudevents-batch+json",
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Type: text/csv",
            "Content-Type: ;;;",
            "Content-Encoding: gzip",
            "Content-Encoding: br",
            "Prefer: reply",
            "Expect: 100-continue",
            "x-functions-key: operator key of the test",
            "traceparent: 00-zz",
            "ce-specversion: 1.0",
            "ce-id: %zz",
            "Accept: text/plain");

    /** @return the samples of the presets by preset, each a whole request */
    static Map<String, List<JsonNode>> samples() throws IOException {
        Map<String, List<JsonNode>> samples = new java.util.TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources/presets"))) {
            files.filter(file -> file.getParent().endsWith("samples")).sorted().forEach(file -> samples.computeIfAbsent(
                            file.getParent().getParent().getFileName().toString(), preset -> new ArrayList<>())
                    .add(read(file)));
        }
        return samples;
    }

    private static JsonNode read(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile()).path("request");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean mayBeAnsweredWith(int status) {
        return OF_ALL.contains(status)
                || OF_ONE_DOOR.getOrDefault(door, Set.of()).contains(status);
    }

    static FuzzedRequest next(Random random, Map<String, List<JsonNode>> samples) {
        String preset = pick(random, List.copyOf(samples.keySet()));
        JsonNode sample = pick(random, samples.get(preset));
        String body = body(sample);
        return switch (random.nextInt(10)) {
            case 0 ->
                of(
                        random,
                        "/function",
                        pick(random, FUNCTIONS),
                        "{\"Data\":{\"a\":" + quotedOrNot(random, body) + "}}");
            case 1 ->
                of(
                        random,
                        "/api/operators",
                        pick(random, OPERATORS),
                        "[{\"id\":\"fz-1\",\"displayName\":\"F\"},{\"id\":\"fz-2\",\"displayName\":\"G\",\"parent\":\"fz-1\"}]");
            case 2 ->
                of(
                        random,
                        "/api/events/scim",
                        pick(
                                random,
                                List.of(
                                        "/api/events/scim/Groups",
                                        "/api/events/scim/Groups/fz-3",
                                        "/api/events/scim/Users")),
                        "{\"displayName\":\"fz-3\",\"externalId\":\"fz-3\"}");
            case 3 ->
                of(
                        random,
                        "/sandbox",
                        "/sandbox/api/organizations/fz-4?api-version=2022-07-31",
                        "{\"displayName\":\"F\"}");
            case 4 ->
                of(
                        random,
                        "/",
                        pick(random, List.of("/nowhere", "/q/health", "/api/events/nobody", "/%", "/api//events")),
                        body);
            default ->
                of(
                        random,
                        preset.equals("scim") ? "/api/events/scim" : "/api/events",
                        "/api/events/" + preset + path(sample),
                        body);
        };
    }

    private static FuzzedRequest of(Random random, String door, String path, String body) {
        byte[] sent = changed(random, body);
        StringBuilder head = new StringBuilder(
                pick(random, METHODS) + " " + path + (random.nextInt(9) == 0 ? "?dryRun=true&x=%" : "")
                        + (random.nextInt(30) == 0 ? " HTTP/1.0\r\n" : " HTTP/1.1\r\nHost: fuzz.example\r\n"));
        head.append("Connection: close\r\nContent-Type: application/json\r\n");
        for (int i = random.nextInt(3); i > 0; i--) {
            head.append(pick(random, HEADERS)).append("\r\n");
        }
        boolean isChunked = random.nextInt(15) == 0;
        head.append(isChunked ? "Transfer-Encoding: chunked\r\n\r\n" : "Content-Length: " + sent.length + "\r\n\r\n");
        if (isChunked) {
            head.append(random.nextInt(3) == 0 ? "size" : Integer.toHexString(sent.length))
                    .append("\r\n");
        }
        return new FuzzedRequest(door, joined(head.toString(), sent, isChunked ? "\r\n0\r\n\r\n" : ""));
    }

    private static byte[] joined(String head, byte[] body, String end) {
        return (head + new String(body, StandardCharsets.ISO_8859_1) + end).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** As it is now and then, else with other bytes, other values, or cut off. */
    private static byte[] changed(Random random, String body) {
        String text = body;
        for (int i = random.nextInt(3); i > 0 && text.indexOf(':') > 0; i--) {
            int colon = text.indexOf(':', random.nextInt(text.lastIndexOf(':') + 1));
            int end = colon + 1;
            while (end < text.length() && ",}]".indexOf(text.charAt(end)) < 0) {
                end++;
            }
            text = text.substring(0, colon + 1) + pick(random, PIECES) + text.substring(end);
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(4) == 0 && bytes.length > 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(20) == 0 ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)) : bytes;
    }

    private static String body(JsonNode sample) {
        JsonNode body = sample.path("body");
        return body.isTextual() ? body.textValue() : body.isMissingNode() ? "" : body.toString();
    }

    private static String path(JsonNode sample) {
        String path = sample.path("path").asText();
        return path.isEmpty() || path.startsWith("/") || path.startsWith("?") ? path : "/" + path;
    }

    private static String quotedOrNot(Random random, String body) {
        return random.nextBoolean() && !body.isEmpty()
                ? body
                : new ObjectMapper().getNodeFactory().textNode(body).toString();
    }

    private static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
