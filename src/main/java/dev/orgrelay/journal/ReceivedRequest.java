package dev.orgrelay.journal;

import java.util.Arrays;
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

    /** What is kept of a body, in bytes. */
    private static final int MOST_BYTES = 16 * 1024;

    /** @param body all of it, without anything secret; empty if it is not to be kept */
    public static ReceivedRequest of(Map<String, String> headers, Map<String, String> query, Optional<byte[]> body) {
        boolean isWhole = body.filter(bytes -> bytes.length <= MOST_BYTES).isPresent();
        Optional<byte[]> kept = isWhole ? body : body.map(bytes -> Arrays.copyOf(bytes, MOST_BYTES));
        return new ReceivedRequest(headers, query, kept, isWhole);
    }

    /** Bytes of memory, roughly. */
    int weight() {
        int weight = body.map(bytes -> bytes.length).orElse(0);
        for (Map.Entry<String, String> header : headers.entrySet()) {
            weight += header.getKey().length() + header.getValue().length() + 100;
        }
        return weight;
    }
}
