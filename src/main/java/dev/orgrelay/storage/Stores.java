package dev.orgrelay.storage;

import dev.orgrelay.relay.DeadLetters;
import dev.orgrelay.relay.LedgerStore;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

final class Stores {

    @Produces
    @Singleton
    LedgerStore ledger(Clock clock) {
        return LedgerStore.inMemory(clock);
    }

    @Produces
    @Singleton
    DeadLetters deadLetters() {
        return DeadLetters.inMemory();
    }
}
