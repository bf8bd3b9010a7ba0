package dev.orgrelay.relay.explorer;

import dev.orgrelay.relay.EventKey;
import dev.orgrelay.relay.Intention;
import dev.orgrelay.relay.LedgerEntry;
import dev.orgrelay.relay.Mark;
import dev.orgrelay.relay.Silence;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** An entry of the ledger as a text that is the same for all that makes no difference: times count from now, and what is long past is past. */
final class EntryText {

    /** More than clocks differ. */
    private static final long PAST = -6;

    private static final int SEEN_EVENT = Long.BYTES + Integer.BYTES;
    private static final int BITS = 15;

    private EntryText() {}

    /**
     * @param now in seconds since {@link Event#START}
     * @param leaseName what to call a lease, whose id is another in each run
     */
    static String of(LedgerEntry entry, long now, UnaryOperator<String> leaseName) {
        StringBuilder text = new StringBuilder("{");
        mark(text, entry.history().displayName());
        mark(text, entry.history().parent());
        mark(text, entry.history().deleted());
        events(text, entry.history().events().toBytes());
        entry.open().forEach(open -> intention(text.append(" open "), open));
        entry.waiting().ifPresent(move -> {
            mark(text.append(" waits "), move.mark());
            text.append(move.placement().parent().orElseThrow());
            keys(text, move.event(), move.earlier());
        });
        entry.lease().ifPresent(lease -> {
            text.append(" lease ").append(leaseName.apply(lease.id())).append(left(lease.until(), now));
            lease.intention().ifPresent(intention -> intention(text, intention));
        });
        if (!entry.silence().equals(Silence.NONE)) {
            mark(text.append(" silent "), entry.silence().mark());
            text.append(left(entry.silence().until(), now));
        }
        return text.append('}').toString();
    }

    private static long left(Instant until, long now) {
        return Math.max(PAST, Duration.between(Event.START, until).toSeconds() - now);
    }

    private static void intention(StringBuilder text, Intention intention) {
        mark(text, intention.mark());
        text.append(new TreeMap<>(intention.values()));
        keys(text, intention.event(), intention.earlier());
    }

    private static void mark(StringBuilder text, Mark mark) {
        mark.event().ifPresentOrElse(text::append, () -> text.append('0'));
        text.append(',');
    }

    private static void keys(StringBuilder text, Optional<EventKey> event, List<EventKey> earlier) {
        event.ifPresent(key -> text.append(key.hash() % 1000));
        earlier.forEach(key -> text.append('>').append(key.hash() % 1000));
    }

    /** Which event came first makes no difference, nor does when. */
    private static void events(StringBuilder text, byte[] events) {
        ByteBuffer bytes = ByteBuffer.wrap(events);
        long[] all = new long[events.length / SEEN_EVENT];
        for (int i = 0; i < all.length; i++) {
            long hash = bytes.getLong();
            all[i] = hash & ~BITS | bytes.getInt() & BITS;
        }
        Arrays.sort(all);
        for (long one : all) {
            text.append(Long.toHexString(one)).append(' ');
        }
    }
}
