package dev.orgrelay.journal;

import java.util.Map;
import java.util.Optional;

/**
 * What came in, without anything secret.
 *
 * @param headers by name in lower case
 * @param query first value of each query parameter
 * @param body as it came, or the beginning of it; empty if it was not to be kept
 * @param isWhole whether {@code body} is all of it
 */
public record ReceivedRequest(
        Map<String, String> headers, Map<String, String> query, Optional<byte[]> body, boolean isWhole) {

    /** Bytes of memory, roughly. */
    int weight() {
        int weight = body.map(bytes -> bytes.length).orElse(0);
        for (Map.Entry<String, String> header : headers.entrySet()) {
            weight += header.getKey().length() + header.getValue().length() + 100;
        }
        return weight;
    }
}
