package dev.orgrelay.message;

import dev.orgrelay.organization.Outcome;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One HTTP request of a sender, as it arrived.
 *
 * @param method in upper case
 * @param url the request's absolute URL with its query, as the sender addressed it
 * @param path what follows the source's own path, without a leading slash; empty if nothing does
 * @param query first value of each query parameter, decoded
 * @param headers by name in lower case; the values of a repeated header are joined with {@code ", "} (RFC 9110, 5.3)
 * @param body the raw bytes, never changed
 * @param receivedAt when it arrived
 * @param deadline when it has to be answered: whatever is done about it has this one deadline
 */
public record Delivery(
        String method,
        String url,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        byte[] body,
        Instant receivedAt,
        Instant deadline) {

    /** One that has just arrived. */
    public Delivery(
            String method,
            String url,
            String path,
            Map<String, String> query,
            Map<String, String> headers,
            byte[] body,
            Instant receivedAt) {
        this(method, url, path, query, headers, body, receivedAt, receivedAt.plus(Outcome.TIME_TO_ANSWER));
    }

    /** The same request with its body, once that is there. */
    public Delivery with(byte[] received) {
        return new Delivery(method, url, path, query, headers, received, receivedAt, deadline);
    }

    /** The value of a header, its name in any case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }
}
