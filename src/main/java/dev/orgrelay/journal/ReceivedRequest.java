package dev.orgrelay.journal;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What came in. What may be seen of it is made when somebody looks, because nobody ever looks at most requests.
 *
 * @param weight bytes of memory, roughly
 */
public record ReceivedRequest(int weight, Supplier<Visible> visible) {

    /** What is kept of a body, in bytes. */
    private static final int MOST_BYTES = 16 * 1024;

    /** Bytes of memory of a header beside its texts, roughly. */
    private static final int WEIGHT_OF_HEADER = 100;

    /**
     * A request; of a large one nothing is kept but what may be seen.
     *
     * @param headers all of them
     * @param body all of it; empty if it is not to be kept
     */
    public static ReceivedRequest of(Map<String, String> headers, Optional<byte[]> body, Supplier<Visible> visible) {
        int size = body.map(bytes -> bytes.length).orElse(0);
        int weight = Math.min(size, MOST_BYTES);
        for (Map.Entry<String, String> header : headers.entrySet()) {
            weight += header.getKey().length() + header.getValue().length() + WEIGHT_OF_HEADER;
        }
        if (size <= MOST_BYTES) {
            return new ReceivedRequest(weight, visible);
        }
        Visible now = visible.get();
        return new ReceivedRequest(weight, () -> now);
    }

    /**
     * What may be seen of it: nothing secret.
     *
     * @param headers by name in lower case
     * @param query first value of each query parameter
     * @param body as it came, or the beginning of it; empty if it was not to be kept
     * @param isWhole whether {@code body} is all of it
     */
    public record Visible(
            Map<String, String> headers, Map<String, String> query, Optional<byte[]> body, boolean isWhole) {

        /** @param body all of it, without anything secret; empty if it is not to be kept */
        public static Visible of(Map<String, String> headers, Map<String, String> query, Optional<byte[]> body) {
            boolean isWhole = body.filter(bytes -> bytes.length <= MOST_BYTES).isPresent();
            Optional<byte[]> kept = isWhole ? body : body.map(bytes -> Arrays.copyOf(bytes, MOST_BYTES));
            return new Visible(headers, query, kept, isWhole);
        }
    }
}
