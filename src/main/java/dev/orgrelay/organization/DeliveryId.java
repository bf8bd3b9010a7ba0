package dev.orgrelay.organization;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Names one delivery. Ids sort by the time at which they were given out, to the millisecond.
 *
 * @param value a UUID of version 7 (RFC 9562, 5.7)
 */
public record DeliveryId(UUID value) implements Comparable<DeliveryId> {

    private static final Pattern WRITTEN =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    private static final int COUNTER_BITS = 12;
    private static final int BITS_BEHIND_TIME = 16;
    private static final long VERSION = 7L << COUNTER_BITS;
    private static final long VARIANT = Long.MIN_VALUE;
    private static final int VARIANT_BITS = 2;

    /**
     * @param stamp milliseconds since 1970, and behind them {@value #COUNTER_BITS} bits that tell apart what has the same
     * @param random tells apart what has the same stamp
     */
    public static DeliveryId of(long stamp, long random) {
        long counter = stamp & (1L << COUNTER_BITS) - 1;
        long high = stamp >>> COUNTER_BITS << BITS_BEHIND_TIME | VERSION | counter;
        return new DeliveryId(new UUID(high, VARIANT | random >>> VARIANT_BITS));
    }

    /** The id that {@code text} writes; empty if it writes none. */
    public static Optional<DeliveryId> parse(String text) {
        return Optional.of(text)
                .filter(written -> WRITTEN.matcher(written).matches())
                .map(UUID::fromString)
                .map(DeliveryId::new);
    }

    /** When it was given out. */
    public Instant time() {
        return Instant.ofEpochMilli(value.getMostSignificantBits() >>> BITS_BEHIND_TIME);
    }

    /** Of version 7 the first half is never negative, and the second one always is. */
    @Override
    public int compareTo(DeliveryId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
