package dev.orgrelay.telemetry;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code name=value} pairs with commas between them, as OpenTelemetry writes headers and attributes into one setting (W3C Baggage without properties). */
final class Pairs {

    private Pairs() {}

    /** @throws IllegalArgumentException if {@code text} is something else; the message does not repeat it, since it may hold a key */
    static Map<String, String> read(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(pair -> !pair.isEmpty())
                .forEach(pair -> {
                    int equals = pair.indexOf('=');
                    if (equals < 1) {
                        throw new IllegalArgumentException("not name=value pairs");
                    }
                    pairs.put(
                            pair.substring(0, equals).strip(),
                            decoded(pair.substring(equals + 1).strip()));
                });
        return pairs;
    }

    /** Percent-encoding leaves the plus sign alone. */
    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not percent-encoded", e);
        }
    }
}
