package dev.orgrelay.journal.status;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Outcome;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The changes that this instance has deferred, and whose event has not come to an end since. Of those that nobody sends any more, the oldest are forgotten: after
 * four days, or when there are too many.
 */
@Singleton
public final class DeferredChanges {

    private static final int MOST = 10_000;

    /** Longer than any sender goes on. */
    private static final Duration LONGEST = Duration.ofDays(4);

    private final Clock clock;
    private final Map<Key, Deferred> changes = new LinkedHashMap<>();
    private volatile boolean isEmpty = true;

    private record Key(String application, String organization, String source, Optional<String> event) {

        static Key of(Change change) {
            return new Key(
                    change.application(),
                    change.organization().value(),
                    change.provenance().source(),
                    change.provenance().eventId());
        }
    }

    /**
     * One of them.
     *
     * @param since when it was deferred for the first time
     * @param reason why it was deferred last
     */
    public record Deferred(Change change, Instant since, String reason) {}

    public DeferredChanges(Clock clock) {
        this.clock = clock;
    }

    void note(Change change, Outcome outcome) {
        if (outcome instanceof Outcome.Deferred deferred) {
            add(change, deferred.reason());
        } else if (!isEmpty) {
            remove(change);
        }
    }

    /** How many there are. */
    public synchronized int count() {
        forget();
        return changes.size();
    }

    /** Those of one organization, oldest first. */
    public synchronized List<Deferred> of(String application, String organization) {
        forget();
        return changes.entrySet().stream()
                .filter(entry -> entry.getKey().application().equals(application)
                        && entry.getKey().organization().equals(organization))
                .map(Map.Entry::getValue)
                .toList();
    }

    private synchronized void add(Change change, String reason) {
        Key key = Key.of(change);
        Deferred known = changes.get(key);
        changes.put(key, new Deferred(lightened(change), known == null ? clock.instant() : known.since(), reason));
        isEmpty = false;
        if (changes.size() > MOST) {
            changes.remove(changes.keySet().iterator().next());
        }
    }

    private synchronized void remove(Change change) {
        changes.remove(Key.of(change));
        isEmpty = changes.isEmpty();
    }

    private void forget() {
        Instant oldest = clock.instant().minus(LONGEST);
        changes.values().removeIf(deferred -> deferred.since().isBefore(oldest));
        isEmpty = changes.isEmpty();
    }

    /** The message may be large. */
    private static Change lightened(Change change) {
        return change.with(change.provenance().withoutOriginal());
    }
}
