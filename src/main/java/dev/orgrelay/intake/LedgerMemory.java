package dev.orgrelay.intake;

import dev.orgrelay.relay.LedgerStore;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/** How far back the ledger remembers. What is older could undo something newer that nobody knows of any more. */
@Singleton
record LedgerMemory(LedgerStore store, Clock clock) {

    /** @throws NotReplayableException if what arrived at {@code receivedAt} is older */
    void require(Instant receivedAt) {
        store.retention()
                .filter(retention -> receivedAt.isBefore(clock.instant().minus(retention)))
                .ifPresent(retention -> {
                    throw new NotReplayableException("it is from " + receivedAt + ", and the ledger remembers "
                            + retention.toDays() + " days (orgrelay.storage.retention): what is newer may be forgotten,"
                            + " so have its sender send it again");
                });
    }
}
