package dev.orgrelay.proof;

import dev.orgrelay.message.Delivery;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A request under construction: each method gives a changed copy. */
record Request(String url, Map<String, String> headers, byte[] body) {

    static Request post(String body) {
        return new Request("https://relay.example/api/events/hr", Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    Request header(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name.toLowerCase(Locale.ROOT), value);
        return new Request(url, more, body);
    }

    Request headers(Map<String, String> all) {
        Request request = this;
        for (Map.Entry<String, String> header : all.entrySet()) {
            request = request.header(header.getKey(), header.getValue());
        }
        return request;
    }

    Request url(String other) {
        return new Request(other, headers, body);
    }

    Request body(String other) {
        return new Request(url, headers, other.getBytes(StandardCharsets.UTF_8));
    }

    Delivery delivery() {
        return new Delivery("POST", url, "", query(), headers, body, Instant.EPOCH);
    }

    private Map<String, String> query() {
        Map<String, String> query = new TreeMap<>();
        String raw = URI.create(url).getRawQuery();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return query;
    }
}
