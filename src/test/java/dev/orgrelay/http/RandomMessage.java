package dev.orgrelay.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** A request made up at random: sometimes right, mostly not. */
record RandomMessage(String head, byte[] body) {

    private static final List<String> TYPES = List.of(
            "application/json",
            "application/cloudevents+json",
            "application/cloudevents-batch+json",
            "APPLICATION/CloudEvents+JSON; charset=\"UTF-8\"",
            "application/json; charset=utf-16",
            "application/json; charset=klingon",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "text/plain",
            "json",
            ";;;",
            "application/cloudevents+xml");
    private static final List<String> PATHS = List.of(
            "/api/events",
            "/api/events/default",
            "/api/events/default/a/b%20c",
            "/api/events/default?dryRun=true",
            "/api/events/default?dryRun=%00&x=%zz",
            "/api/events/nobody",
            "/api/events//",
            "/api/events/default/../x");
    private static final List<String> VERBS = List.of("created", "updated", "upserted", "deleted", "exploded");

    static RandomMessage next(Random random) {
        byte[] body = body(random);
        StringBuilder head = new StringBuilder()
                .append(pick(random, List.of("POST", "POST", "POST", "PUT", "PATCH", "DELETE")))
                .append(' ')
                .append(pick(random, PATHS))
                .append(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: ")
                .append(body.length)
                .append("\r\n");
        if (random.nextInt(10) > 0) {
            head.append("Content-Type: ").append(pick(random, TYPES)).append("\r\n");
        }
        for (int headers = random.nextInt(4); headers > 0; headers--) {
            head.append(header(random)).append("\r\n");
        }
        return new RandomMessage(head.append("\r\n").toString(), body);
    }

    private static String header(Random random) {
        String name = pick(
                random,
                List.of(
                        "ce-id",
                        "ce-specversion",
                        "ce-type",
                        "ce-source",
                        "ce-time",
                        "ce-subject",
                        "X-Odd",
                        "aeg-event-type"));
        String value = pick(
                random,
                List.of(
                        "1.0",
                        "\"1\"",
                        "%C3%BC",
                        "%zz",
                        "%FF",
                        "organization.created",
                        "yesterday",
                        "2026-11-23T10:00:00Z",
                        "a".repeat(3000),
                        "\u00fc",
                        "/x/y",
                        ""));
        return name + ": " + value;
    }

    private static byte[] body(Random random) {
        return switch (random.nextInt(9)) {
            case 0 -> randomBytes(random, random.nextInt(200));
            case 1 -> "[".repeat(random.nextInt(5000)).getBytes(StandardCharsets.UTF_8);
            case 2 -> ("{\"a\":".repeat(200) + "1" + "}".repeat(200)).getBytes(StandardCharsets.UTF_8);
            case 3 ->
                ("{\"specversion\":\"1.0\",\"id\":\"" + "x".repeat(random.nextInt(200_000)) + "\"}")
                        .getBytes(StandardCharsets.UTF_8);
            case 4 -> mutated(event(random), random);
            case 5 -> ("[" + event(random) + "," + event(random) + "]").getBytes(StandardCharsets.UTF_8);
            default -> event(random).getBytes(StandardCharsets.UTF_8);
        };
    }

    private static String event(Random random) {
        return "{\"specversion\":\"1.0\",\"id\":" + value(random) + ",\"source\":\"/hr\",\"type\":\"organization."
                + pick(random, VERBS) + "\",\"time\":"
                + pick(random, List.of("\"2026-11-23T10:00:00Z\"", "null", "7", "\"soon\""))
                + ",\"subject\":" + value(random) + ",\"data\":{\"id\":" + value(random) + ",\"displayName\":"
                + value(random)
                + ",\"parent\":" + value(random) + "}}";
    }

    private static String value(Random random) {
        return pick(
                random,
                List.of(
                        "\"rm-" + random.nextInt(50) + "\"",
                        "\"rm-" + random.nextInt(50) + "\"",
                        "\"B\u00fcro \u6771\u4eac\"",
                        "\"\"",
                        "\"\\ud800\"",
                        "\"\\u0000\"",
                        "null",
                        "7",
                        "1e999999",
                        "[]",
                        "{}",
                        "true",
                        "99999999999999999999999999"));
    }

    private static byte[] mutated(String text, Random random) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static byte[] randomBytes(Random random, int length) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < length; i++) {
            bytes.write(random.nextInt(256));
        }
        return bytes.toByteArray();
    }

    private static String pick(Random random, List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
