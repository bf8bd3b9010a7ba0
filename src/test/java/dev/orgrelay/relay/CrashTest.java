package dev.orgrelay.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.central.StrictApi;
import dev.orgrelay.central.StrictApi.Fate;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
        private final LedgerStore shared = LedgerStore.inMemory(LeaseTerm.USUAL, clock);
        private final TestScheduler scheduler = new TestScheduler(clock);
        private final StrictApi api = new StrictApi(200);
        private final List<Relay> instances = new ArrayList<>();
        private final Map<String, Integer> newest = new HashMap<>();
        private Instant lateUntil = Instant.MAX;
        private boolean isCalm;

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
            assertThat(waiting).as("still deferred with seed %d", seed).isEmpty();
            assertThat(api.state()).as("state with seed %d", seed).isEqualTo(model.state());
        }

        private List<Change> deliver(List<Change> changes) {
            List<Change> again = new ArrayList<>();
            for (Change change : changes) {
                letTimePass();
                if (!isCalm && random.nextInt(8) == 0) {
                    api.next(Fate.values()[random.nextInt(Fate.values().length - 1)]);
                    lateUntil = clock.instant().plus(LeaseTerm.USUAL.effectWithin());
                }
                int which = random.nextInt(instances.size());
                Outcome outcome = instances
                        .get(which)
                        .apply(List.of(change))
                        .await()
                        .indefinitely()
                        .get(0);
                if (outcome.retryAfter().isPresent()) {
                    again.add(change);
                }
                requireThatNothingWentBack();
                if (!isCalm && random.nextInt(12) == 0) {
                    instances.set(which, instance());
                }
            }
            return again;
        }

        /** What takes effect late does so in time. */
        private void letTimePass() {
            Duration pass = Duration.ofSeconds(random.nextInt(4) == 0 ? random.nextInt(40) : 0);
            if (random.nextInt(3) == 0 || clock.instant().plus(pass).isAfter(lateUntil.minusSeconds(2))) {
                api.haveLateEffects();
                requireThatNothingWentBack();
                lateUntil = Instant.MAX;
            }
            clock.advance(pass);
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

        /** One that is lost between any two of its calls to the store: before it sends, after it, and after it has remembered. */
        private Relay instance() {
            return new TestRelay(api.client(), new DistantStore(shared, this::fate), scheduler, clock).relay();
        }

        private DistantStore.Fate fate() {
            boolean arrives = isCalm || random.nextInt(20) > 0;
            return arrives ? DistantStore.Fate.ARRIVES : DistantStore.Fate.values()[1 + random.nextInt(2)];
        }
    }
}
