package dev.orgrelay.proof;

import dev.orgrelay.message.Delivery;
import dev.orgrelay.message.IntakeException.Unauthenticated;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A form in the body, as Twilio signs it: sorted by name, repeated values sorted and named once each. */
final class Form {

    private static final String MEDIA_TYPE = "application/x-www-form-urlencoded";

    private Form() {}

    static boolean isIn(Delivery delivery) {
        return delivery.header("content-type")
                .filter(type -> type.strip().toLowerCase(Locale.ROOT).startsWith(MEDIA_TYPE))
                .isPresent();
    }

    static String sorted(Delivery delivery) {
        if (!isIn(delivery)) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        parameters(new String(delivery.body(), StandardCharsets.UTF_8))
                .forEach((name, values) ->
                        values.forEach(value -> text.append(name).append(value)));
        return text.toString();
    }

    private static SortedMap<String, SortedSet<String>> parameters(String body) {
        SortedMap<String, SortedSet<String>> parameters = new TreeMap<>();
        int from = 0;
        while (from < body.length()) {
            int end = body.indexOf('&', from);
            int to = end < 0 ? body.length() : end;
            if (to > from) {
                add(parameters, body.substring(from, to));
            }
            from = to + 1;
        }
        return parameters;
    }

    private static void add(SortedMap<String, SortedSet<String>> parameters, String pair) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        parameters.computeIfAbsent(decoded(name), key -> new TreeSet<>()).add(decoded(value));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new Unauthenticated("the form in the body is malformed");
        }
    }
}
