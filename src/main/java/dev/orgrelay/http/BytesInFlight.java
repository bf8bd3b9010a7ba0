package dev.orgrelay.http;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many bytes of request bodies are in memory: all that were received and are not done with yet. There is a limit for all of them, and half of it for those
 * of one source, so that nobody's requests keep out everybody else's.
 *
 * <p>Where there is no room left, a request that has not proved where it comes from gives way to a faster one.
 */
final class BytesInFlight {

    private final long most;
    private final Map<String, Usage> bySource = new ConcurrentHashMap<>();
    private final Set<Share> unproven = new LinkedHashSet<>();
    private long used;

    /** @param most bytes in all */
    BytesInFlight(long most) {
        this.most = most;
    }

    /**
     * What one request has of it; nothing yet.
     *
     * @param evict ends the request, which has to give way. Called by whichever thread needs the room
     */
    Share share(String source, boolean isProven, Runnable evict) {
        return new Share(bySource.computeIfAbsent(source, name -> new Usage()), isProven, evict);
    }

    synchronized long used() {
        return used;
    }

    private synchronized boolean take(Share share, int bytes) {
        if (share.isReleased) {
            return false;
        }
        while (isTooMuch(used, bytes, most) || isTooMuch(share.source.used, bytes, most / 2)) {
            Optional<Share> slowest = slowest(share, bytes);
            if (slowest.isEmpty() || slowest.get() == share) {
                return false;
            }
            release(slowest.get());
            slowest.get().evict.run();
        }
        add(share, bytes);
        return true;
    }

    private static boolean isTooMuch(long used, int bytes, long limit) {
        return used + bytes > limit;
    }

    /** Of those whose end makes room: of the same source, if it is its half that is full. */
    private Optional<Share> slowest(Share share, int bytes) {
        boolean isHalfFull = isTooMuch(share.source.used, bytes, most / 2);
        long now = System.nanoTime();
        return unproven.stream()
                .filter(other -> !isHalfFull || other.source == share.source)
                .min(Comparator.comparingDouble(other -> other.bytesPerNano(now)));
    }

    private void add(Share share, int bytes) {
        if (share.bytes == 0 && !share.isProven) {
            unproven.add(share);
        }
        share.bytes += bytes;
        used += bytes;
        share.source.used += bytes;
    }

    private synchronized void keep(Share share) {
        unproven.remove(share);
    }

    private synchronized void release(Share share) {
        if (!share.isReleased) {
            share.isReleased = true;
            unproven.remove(share);
            used -= share.bytes;
            share.source.used -= share.bytes;
        }
    }

    /** The bytes of the requests of one source. */
    private static final class Usage {

        private long used;
    }

    /** The bytes of one request. */
    final class Share {

        private final Usage source;
        private final boolean isProven;
        private final Runnable evict;
        private final long since = System.nanoTime();
        private long bytes;
        private boolean isReleased;

        private Share(Usage source, boolean isProven, Runnable evict) {
            this.source = source;
            this.isProven = isProven;
            this.evict = evict;
        }

        /** Whether there is room for so many more. */
        boolean take(int more) {
            return BytesInFlight.this.take(this, more);
        }

        /** The body is complete: its request does not give way any more. */
        void keep() {
            BytesInFlight.this.keep(this);
        }

        /** The body is done with. */
        void release() {
            BytesInFlight.this.release(this);
        }

        private double bytesPerNano(long now) {
            return (double) bytes / Math.max(1, now - since);
        }
    }
}
