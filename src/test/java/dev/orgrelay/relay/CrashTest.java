package dev.orgrelay.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.central.StrictApi;
import dev.orgrelay.central.TestApplications;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Outcome;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Instances that share a ledger and are lost at any moment, some of which remember late what they did, and answers that are lost: the application
 * ends up as the sender meant it, and never shows an older name after a newer one.
 */
class CrashTest {

    private static final int SEQUENCES = 120;
    private static final int MOST_ROUNDS = 80;
    private static final int CALM_ROUNDS = 20;

    @Test
    void whateverIsLostTheEndIsTheSameAndNothingGoesBack() {
        for (int seed = 0; seed < SEQUENCES; seed++) {
            new Sequence(seed).run();
        }
    }

    /** One random sequence of changes. */
    private static final class Sequence {

        private final int seed;
        private final Random random;
        private final TestClock clock = new TestClock(Changes.HOUR);
        private final LedgerStore shared = LedgerStore.inMemory(clock);
        private final StrictApi api = new StrictApi(200);
        private final List<Relay> instances = new ArrayList<>();
        private final List<Runnable> late = new ArrayList<>();
        private final Map<String, Integer> newest = new HashMap<>();
        private Alarm alarm = new Alarm();
        private boolean isCalm;
        private boolean hasCrashed;

        Sequence(int seed) {
            this.seed = seed;
            this.random = new Random(seed);
        }

        void run() {
            HierarchyModel model = new HierarchyModel(random);
            List<Change> waiting = new ArrayList<>(model.run(10 + random.nextInt(30)));
            instances.add(instance());
            instances.add(instance());
            for (int round = 0; round < MOST_ROUNDS && !waiting.isEmpty(); round++) {
                isCalm = round > MOST_ROUNDS - CALM_ROUNDS;
                Collections.shuffle(waiting, random);
                waiting = deliver(waiting);
            }
            alarm.stop();

            assertThat(waiting).as("still deferred with seed %d", seed).isEmpty();
            assertThat(api.state()).as("state with seed %d", seed).isEqualTo(model.state());
        }

        private List<Change> deliver(List<Change> changes) {
            List<Change> again = new ArrayList<>();
            for (Change change : changes) {
                hasCrashed = false;
                if (!isCalm && random.nextInt(12) == 0) {
                    api.loseNextAnswer();
                }
                int which = random.nextInt(instances.size());
                Outcome outcome = instances
                        .get(which)
                        .apply(List.of(change))
                        .await()
                        .indefinitely()
                        .get(0);
                if (hasCrashed || outcome.retryAfter().isPresent()) {
                    again.add(change);
                }
                requireThatNothingWentBack();
                if (hasCrashed) {
                    replace(which);
                }
            }
            return again;
        }

        private void replace(int which) {
            clock.advance(LedgerStore.USUAL_LEASE);
            alarm.stop();
            alarm = new Alarm();
            for (int i = 0; i < instances.size(); i++) {
                instances.set(i, instance());
            }
            if (!late.isEmpty() && random.nextBoolean()) {
                late.remove(random.nextInt(late.size())).run();
            }
        }

        private void requireThatNothingWentBack() {
            api.state().forEach((id, state) -> {
                int at = Integer.parseInt(state.replaceAll("name (\\d+) .*", "$1"));
                assertThat(at)
                        .as("%s with seed %d: %s", id, seed, api.calls())
                        .isGreaterThanOrEqualTo(newest.getOrDefault(id, 0));
                newest.put(id, at);
            });
        }

        private Relay instance() {
            LedgerStore store = new DistantStore(shared, () -> DistantStore.Fate.ARRIVES);
            Ledger ledger = new LosingLedger(new StoredLedger(store, alarm, clock));
            return new Relay(
                    TestApplications.of(api.client()),
                    ledger,
                    new MemoryDeadLetters(),
                    alarm,
                    clock,
                    new ChangeLog(false),
                    ChangeObserver.NONE);
        }

        /** Loses an instance before it sends, or after it has sent and before it remembers. */
        private final class LosingLedger implements Ledger {

            private final Ledger ledger;

            LosingLedger(Ledger ledger) {
                this.ledger = ledger;
            }

            @Override
            public Uni<Reservation> acquire(Change change) {
                return ledger.acquire(change).map(reservation -> {
                    if (reservation instanceof Reservation.Acquired && crashes()) {
                        throw new IllegalStateException("crashed before sending");
                    }
                    return reservation;
                });
            }

            @Override
            public boolean holds(Reservation.Acquired reservation) {
                return ledger.holds(reservation);
            }

            @Override
            public Uni<Void> complete(Reservation.Acquired reservation) {
                return unlessCrashed(() -> ledger.complete(reservation));
            }

            @Override
            public Uni<Void> postpone(Reservation.Acquired reservation) {
                return unlessCrashed(() -> ledger.postpone(reservation));
            }

            @Override
            public Uni<Void> release(Reservation.Acquired reservation) {
                return unlessCrashed(() -> ledger.release(reservation));
            }

            private Uni<Void> unlessCrashed(Supplier<Uni<Void>> end) {
                if (!crashes()) {
                    return end.get();
                }
                late.add(() -> end.get().await().indefinitely());
                return Uni.createFrom().failure(new IllegalStateException("crashed after sending"));
            }

            private boolean crashes() {
                boolean crashes = !isCalm && random.nextInt(12) == 0;
                hasCrashed |= crashes;
                return crashes;
            }
        }
    }
}
