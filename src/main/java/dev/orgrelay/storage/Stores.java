package dev.orgrelay.storage;

import dev.orgrelay.journal.Journal;
import dev.orgrelay.relay.ChangeObserver;
import dev.orgrelay.relay.ChangeQueue;
import dev.orgrelay.relay.DeadLetters;
import dev.orgrelay.relay.LedgerStore;
import dev.orgrelay.relay.OrderSettings;
import dev.orgrelay.relay.Records;
import dev.orgrelay.relay.ScheduledChanges;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where things are kept, as the settings say. */
final class Stores {

    @Produces
    @Singleton
    LedgerStore ledger(Storage storage, StorageConfig config, OrderSettings order, Clock clock) {
        if (!storage.keepsLedger()) {
            return LedgerStore.inMemory(order.term(), clock);
        }
        Table table = storage.table("ledger");
        return new TableLedgerStore(
                table, new Sweep(table, config.retention(), clock), order.term(config.lease()), clock);
    }

    @Produces
    @Singleton
    DeadLetters deadLetters(Storage storage, ChangeObserver observer) {
        DeadLetters kept = storage.keepsDeadLetters()
                ? new TableDeadLetters(storage.table("deadletters"))
                : DeadLetters.inMemory();
        return kept.observedBy(observer);
    }

    @Produces
    @Singleton
    Records records(Storage storage) {
        return storage.keepsLedger() ? new TableRecords(storage.table("records")) : Records.inMemory();
    }

    /** A host of functions takes the messages of the queue, and starts an instance for that. */
    @Produces
    @Singleton
    ScheduledChanges scheduled(
            Storage storage,
            ChangeQueue queue,
            @ConfigProperty(name = "orgrelay.dangerous-open-functions") boolean isWoken,
            Clock clock) {
        Optional<Supplier<Records>> kept =
                storage.hasTables() ? Optional.of(() -> new TableRecords(storage.table("records"))) : Optional.empty();
        return new ScheduledChanges(kept, queue, isWoken, clock);
    }

    @Produces
    @Singleton
    Journal journal(Storage storage, StoresConfig stores, Clock clock) {
        return switch (stores.journal()) {
            case OFF -> Journal.OFF;
            case MEMORY -> Journal.inMemory();
            case TABLE -> new TableJournal(storage.table("journal"), Duration.ofDays(stores.journalDays()), clock);
        };
    }

    void close(@Disposes Journal journal) {
        journal.close();
    }

    /** Nothing is made of the account before the first change is put. */
    @Produces
    @Singleton
    ChangeQueue queue(Storage storage, StorageConfig config, ChangeObserver observer) {
        return observer.over(new StorageQueue(storage, config.queue()));
    }
}
