package dev.orgrelay.relay;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * The events of one organization that were applied lately. Immutable.
 *
 * <p>An event is remembered for {@link #KEPT_FOR}, which is longer than any sender goes on delivering it (three days at most), and by a hash, so
 * that thousands fit where little room is. With at most {@value #MOST} of them a mistake has a chance of less than one in 10<sup>12</sup>.
 */
public final class SeenEvents {

    public static final SeenEvents NONE = new SeenEvents(new byte[0]);

    static final Duration KEPT_FOR = Duration.ofDays(4);
    static final int MOST = 2000;

    /** A hash of eight bytes, then the second of the epoch in which the event was applied, in four bytes without a sign. */
    private static final int ENTRY = Long.BYTES + Integer.BYTES;

    private final byte[] entries;

    private SeenEvents(byte[] entries) {
        this.entries = entries;
    }

    /** @throws IllegalArgumentException if {@code bytes} did not come from {@link #toBytes()} */
    public static SeenEvents of(byte[] bytes) {
        if (bytes.length % ENTRY != 0 || bytes.length > MOST * ENTRY) {
            throw new IllegalArgumentException(bytes.length + " bytes are not a list of seen events");
        }
        return bytes.length == 0 ? NONE : new SeenEvents(bytes.clone());
    }

    /** All events, oldest first, in at most 24,000 bytes. */
    public byte[] toBytes() {
        return entries.clone();
    }

    boolean contains(EventKey event) {
        return entries.length > 0 && contains(event.hash());
    }

    private boolean contains(long hash) {
        ByteBuffer all = ByteBuffer.wrap(entries);
        for (int at = 0; at < entries.length; at += ENTRY) {
            if (all.getLong(at) == hash) {
                return true;
            }
        }
        return false;
    }

    /** With {@code event}, and without those that are too old by now. */
    SeenEvents with(EventKey event, Instant now) {
        long hash = event.hash();
        if (contains(hash)) {
            return this;
        }
        int from = firstToKeep(now);
        byte[] extended = new byte[entries.length - from + ENTRY];
        System.arraycopy(entries, from, extended, 0, entries.length - from);
        int second = (int) now.getEpochSecond();
        ByteBuffer.wrap(extended)
                .putLong(extended.length - ENTRY, hash)
                .putInt(extended.length - Integer.BYTES, second);
        return new SeenEvents(extended);
    }

    int size() {
        return entries.length / ENTRY;
    }

    private int firstToKeep(Instant now) {
        long oldest = now.minus(KEPT_FOR).getEpochSecond();
        int from = Math.max(0, entries.length - (MOST - 1) * ENTRY);
        while (from < entries.length && second(from) < oldest) {
            from += ENTRY;
        }
        return from;
    }

    private long second(int entry) {
        return Integer.toUnsignedLong(ByteBuffer.wrap(entries).getInt(entry + Long.BYTES));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SeenEvents events && Arrays.equals(entries, events.entries);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(entries);
    }

    @Override
    public String toString() {
        return size() + " events";
    }
}
