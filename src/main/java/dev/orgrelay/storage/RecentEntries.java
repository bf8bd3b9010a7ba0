package dev.orgrelay.storage;

import dev.orgrelay.relay.LedgerKey;
import dev.orgrelay.relay.LedgerStore.Found;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The {@value #MOST} entries that were seen last, so that most changes need not read theirs. */
final class RecentEntries {

    /** Ten applications with as many organizations as the vendor lets them have. */
    static final int MOST = 2000;

    private final Map<LedgerKey, Found> entries = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<LedgerKey, Found> eldest) {
            return size() > MOST;
        }
    };

    synchronized Optional<Found> find(LedgerKey key) {
        return Optional.ofNullable(entries.get(key));
    }

    /** Nothing is remembered as unknown: it costs as little to find out again. */
    synchronized void remember(LedgerKey key, Found found) {
        if (found.version().isPresent()) {
            entries.put(key, found);
        } else {
            entries.remove(key);
        }
    }

    synchronized void forget(LedgerKey key) {
        entries.remove(key);
    }
}
