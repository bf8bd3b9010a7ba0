package dev.orgrelay.relay;

import dev.orgrelay.central.Applications;
import dev.orgrelay.central.Scheduler;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Vetoed;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A real relay over a real ledger, whose time, store and calls are a test's. It uses no threads. */
public final class OpenRelay {

    private OpenRelay() {}

    /** @param seam stands between the relay and its ledger */
    public static Relay of(
            Applications applications,
            LedgerStore store,
            Scheduler scheduler,
            Clock clock,
            UnaryOperator<Ledger> seam) {
        return new Relay(
                applications,
                seam.apply(new StoredLedger(store, scheduler, clock)),
                TestRelay.ownership(),
                new MemoryDeadLetters(),
                new SameThread(scheduler),
                clock,
                new Silent(),
                ChangeObserver.NONE);
    }

    /** Answers on the thread of the timer. */
    @Vetoed
    private static final class SameThread extends Timeouts {

        private final Scheduler scheduler;

        SameThread(Scheduler scheduler) {
            super(scheduler);
            this.scheduler = scheduler;
        }

        @Override
        <T> Uni<T> orElse(Uni<T> work, Duration patience, Supplier<T> instead) {
            return Uni.createFrom().emitter(emitter -> {
                Runnable callOff = scheduler.after(patience, () -> emitter.complete(instead.get()));
                work.onTermination().invoke(callOff).subscribe().with(emitter::complete, emitter::fail);
            });
        }
    }

    private static final class Silent extends ChangeLog {

        Silent() {
            super(false);
        }

        @Override
        void write(Change change, Outcome outcome, Duration took) {
            // many thousands of them
        }
    }
}
