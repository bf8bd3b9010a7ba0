package dev.orgrelay.relay;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** At most {@value #MOST_ORGANIZATIONS} entries; those of organizations that were not heard of for longest are forgotten. */
final class MemoryLedgerStore implements LedgerStore {

    static final int MOST_ORGANIZATIONS = 50_000;

    private final LeaseTerm term;
    private final Clock clock;
    private final Map<LedgerKey, Found> entries = new LinkedHashMap<>(64, 0.75f, true);
    private long versions;

    MemoryLedgerStore(LeaseTerm term, Clock clock) {
        this.term = term;
        this.clock = clock;
    }

    @Override
    public Optional<Found> known(LedgerKey key) {
        return Optional.of(get(key));
    }

    @Override
    public Uni<Found> read(LedgerKey key) {
        return Uni.createFrom().item(() -> get(key));
    }

    @Override
    public Uni<Optional<Found>> write(LedgerKey key, Found from, LedgerEntry to) {
        return Uni.createFrom().item(() -> replace(key, from, to));
    }

    @Override
    public LeaseTerm term() {
        return term;
    }

    synchronized int size() {
        return entries.size();
    }

    private synchronized Found get(LedgerKey key) {
        return entries.getOrDefault(key, Found.NOTHING);
    }

    private synchronized Optional<Found> replace(LedgerKey key, Found from, LedgerEntry to) {
        if (!get(key).version().equals(from.version())) {
            return Optional.empty();
        }
        if (to.equals(LedgerEntry.NONE)) {
            entries.remove(key);
            return Optional.of(Found.NOTHING);
        }
        Found written = Found.of(to, Long.toString(++versions));
        entries.put(key, written);
        forgetOldest();
        return Optional.of(written);
    }

    private void forgetOldest() {
        Iterator<Found> oldest = entries.values().iterator();
        while (entries.size() > MOST_ORGANIZATIONS && oldest.hasNext()) {
            if (!oldest.next().entry().isLeased(clock.instant())) {
                oldest.remove();
            }
        }
    }
}
