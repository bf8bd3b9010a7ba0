package dev.orgrelay.journal.status;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Cause;
import dev.orgrelay.relay.LedgerKey;
import dev.orgrelay.relay.LedgerStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The changes that this instance has deferred, and whose event has not come to an end since. Of those that nobody sends any more, the oldest are forgotten: after
 * four days, or when there are too many.
 */
@Singleton
public final class DeferredChanges {

    private static final int MOST = 10_000;
    private static final int MOST_ASKED_FOR = 20;

    /** Longer than any sender goes on. */
    private static final Duration LONGEST = Duration.ofDays(4);

    private final LedgerStore ledger;
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
     * @param cause why it was deferred last
     * @param reason the same for people
     */
    public record Deferred(Change change, Instant since, Cause cause, String reason) {}

    public DeferredChanges(LedgerStore ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    void note(Change change, Outcome outcome) {
        if (outcome instanceof Outcome.Deferred deferred) {
            add(change, deferred);
        } else {
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

    /**
     * Those of events, which may never come again, that have waited since {@code time} or longer, oldest first. Other instances may have applied them: the ledger is
     * asked for the oldest ones, and nothing is told of an application before it has confirmed one.
     *
     * @return fails if the ledger cannot be reached
     */
    public Uni<Map<String, List<Deferred>>> waitingSince(Instant time) {
        return Multi.createFrom()
                .iterable(oldest(time))
                .select()
                .first(MOST_ASKED_FOR)
                .onItem()
                .transformToUniAndConcatenate(one -> ledger.read(LedgerKey.of(one.change()))
                        .map(found -> found.entry().hasSettled(one.change()))
                        .invoke(isSettled -> {
                            if (isSettled) {
                                remove(one.change());
                            }
                        })
                        .map(isSettled -> isSettled ? "" : one.change().application()))
                .collect()
                .asSet()
                .map(confirmed -> oldest(time).stream()
                        .filter(one -> confirmed.contains(one.change().application()))
                        .collect(Collectors.groupingBy(one -> one.change().application())));
    }

    private synchronized List<Deferred> oldest(Instant time) {
        forget();
        return changes.values().stream()
                .takeWhile(one -> !one.since().isAfter(time))
                .filter(one ->
                        one.cause() != Cause.LATER && one.change().provenance().isOfEvent())
                .toList();
    }

    private synchronized void add(Change change, Outcome.Deferred deferred) {
        Key key = Key.of(change);
        Deferred known = changes.get(key);
        Instant since = known == null ? clock.instant() : known.since();
        changes.put(key, new Deferred(lightened(change), since, deferred.cause(), deferred.reason()));
        isEmpty = false;
        if (changes.size() > MOST) {
            changes.remove(changes.keySet().iterator().next());
        }
    }

    /** Its event has come to an end, here or elsewhere. */
    public void remove(Change change) {
        if (!isEmpty) {
            forget(change);
        }
    }

    private synchronized void forget(Change change) {
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
