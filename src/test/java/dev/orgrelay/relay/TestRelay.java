package dev.orgrelay.relay;

import dev.orgrelay.central.Applications;
import dev.orgrelay.central.Central;
import dev.orgrelay.central.Scheduler;
import dev.orgrelay.central.StrictApi;
import dev.orgrelay.central.TestApplications;
import java.time.Clock;
import java.util.Optional;

/** A relay in front of one application, with everything that belongs to it in memory. */
public final class TestRelay {

    private final Applications applications;
    private final DeadLetters deadLetters = new MemoryDeadLetters();
    private final Ownership ownership;
    private final Relay relay;

    public TestRelay(Central central, Clock clock) {
        this(central, LedgerStore.inMemory(LeaseTerm.USUAL, clock), Scheduler.ON_WORKERS, clock);
    }

    /** One of the instances that share {@code store}. */
    TestRelay(Central central, LedgerStore store, Scheduler scheduler, Clock clock) {
        this(central, store, new Ownership(Records.inMemory(), store, Optional.empty()), scheduler, clock);
    }

    /** The same, sharing {@code records}, too. */
    public TestRelay(Central central, LedgerStore store, Records records, Optional<String> policy, Clock clock) {
        this(central, store, new Ownership(records, store, policy), Scheduler.ON_WORKERS, clock);
    }

    private TestRelay(Central central, LedgerStore store, Ownership ownership, Scheduler scheduler, Clock clock) {
        this.ownership = ownership;
        this.applications = TestApplications.of(central);
        this.relay = new Relay(
                applications,
                new StoredLedger(store, scheduler, clock),
                ownership,
                deadLetters,
                new Timeouts(scheduler),
                clock,
                new ChangeLog(false),
                ChangeObserver.NONE);
    }

    /** A relay with a memory of its own, in front of a strict application. */
    public static Relay of(StrictApi api) {
        return new TestRelay(api.client(), new TestClock(Changes.HOUR)).relay();
    }

    /** Where {@code sync-owned} is not configured. */
    static Ownership ownership() {
        return new Ownership(
                Records.inMemory(), LedgerStore.inMemory(LeaseTerm.USUAL, Clock.systemUTC()), Optional.empty());
    }

    public Ownership owners() {
        return ownership;
    }

    public Applications applications() {
        return applications;
    }

    public DeadLetters deadLetters() {
        return deadLetters;
    }

    public Relay relay() {
        return relay;
    }
}
