package dev.orgrelay.relay;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * The events of one organization that came lately, each with the fields that it has nothing more to say about: they were set by it, or by something newer.
 * Immutable.
 *
 * <p>An event is remembered for {@link #KEPT_FOR}, which is longer than any sender goes on delivering it (three days at most), and by a hash, so
 * that thousands fit where little room is. With at most {@value #MOST} of them a mistake has a chance of less than one in 10<sup>12</sup>.
 */
public final class SeenEvents {

    public static final SeenEvents NONE = new SeenEvents(new byte[0]);

    static final Duration KEPT_FOR = Duration.ofDays(4);
    static final int MOST = 2000;

    /**
     * A hash of eight bytes, then the second of the epoch in which the event was settled, in four bytes without a sign. Of the second, the last four bits
     * say what is settled: one for each field, and {@link #APPLIED}.
     */
    private static final int ENTRY = Long.BYTES + Integer.BYTES;

    private static final int APPLIED = 0b1000;
    private static final int ALL = 0b1111;

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

    /** The same of what was kept before events were settled field by field: all of them were applied. */
    public static SeenEvents ofApplied(byte[] bytes) {
        SeenEvents events = of(bytes);
        for (int at = 0; at < events.entries.length; at += ENTRY) {
            events.entries[at + ENTRY - 1] |= ALL;
        }
        return events;
    }

    /** The fields that {@code event} has nothing more to say about. */
    Set<Field> settledFor(EventKey event) {
        int bits = bits(event);
        Set<Field> fields = EnumSet.noneOf(Field.class);
        for (Field field : Field.values()) {
            if ((bits & bit(field)) != 0) {
                fields.add(field);
            }
        }
        return fields;
    }

    /** Whether something of {@code event} was applied. */
    boolean isApplied(EventKey event) {
        return (bits(event) & APPLIED) != 0;
    }

    /** With {@code fields} settled for {@code event}, and without the events that are too old by now. */
    SeenEvents with(EventKey event, Set<Field> fields, boolean isApplied, Instant now) {
        int bits = isApplied ? APPLIED : 0;
        for (Field field : fields) {
            bits |= bit(field);
        }
        int known = find(event);
        if (known >= 0) {
            byte[] changed = entries.clone();
            changed[known + ENTRY - 1] |= (byte) bits;
            return new SeenEvents(changed);
        }
        int from = firstToKeep(now);
        byte[] extended = Arrays.copyOfRange(entries, from, entries.length + ENTRY);
        int second = (int) now.getEpochSecond() & ~ALL | bits;
        ByteBuffer.wrap(extended)
                .putLong(extended.length - ENTRY, event.hash())
                .putInt(extended.length - Integer.BYTES, second);
        return new SeenEvents(extended);
    }

    private int bits(EventKey event) {
        int known = find(event);
        return known < 0 ? 0 : entries[known + ENTRY - 1] & ALL;
    }

    /** Where it is; -1 if it is not there. */
    private int find(EventKey event) {
        ByteBuffer all = ByteBuffer.wrap(entries);
        for (int at = 0; at < entries.length; at += ENTRY) {
            if (all.getLong(at) == event.hash()) {
                return at;
            }
        }
        return -1;
    }

    private static int bit(Field field) {
        return 1 << field.ordinal();
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
