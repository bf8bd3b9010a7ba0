package dev.orgrelay.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.central.StrictApi;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the order in which changes arrive, and however often, the application ends up as the sender meant it. */
class ConvergenceTest {

    private static final int SEQUENCES = Boolean.getBoolean("test.long") ? 1500 : 400;
    private static final int MOST_ROUNDS = 60;

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 12, 40})
    void shuffledInWindowsDuplicatedAndRedeliveredItAlwaysEndsInTheModelsState(int window) {
        for (int seed = 0; seed < SEQUENCES; seed++) {
            converge(seed, window, 200);
        }
    }

    /**
     * Some room is needed: where a later create has taken the last place, and the delete that would free one waits for a move under what has no
     * place any more, no order of these changes leads out.
     */
    @Test
    void theSameHoldsInAnApplicationThatIsNearlyFull() {
        for (int seed = 0; seed < SEQUENCES; seed++) {
            converge(seed, 12, HierarchyModel.MOST_ORGANIZATIONS + 2);
        }
    }

    private static void converge(int seed, int window, int maxOrganizations) {
        Random random = new Random(seed * 1000L + window);
        HierarchyModel model = new HierarchyModel(random);
        List<Change> changes = model.run(10 + random.nextInt(40));
        StrictApi api = new StrictApi(maxOrganizations);
        Relay relay = TestRelay.of(api);

        List<Change> waiting = shuffled(withDuplicates(changes, random), window, random);
        for (int round = 0; round < MOST_ROUNDS && !waiting.isEmpty(); round++) {
            waiting = deliver(relay, waiting, random);
        }

        assertThat(waiting)
                .as("still deferred with seed %d, window %d", seed, window)
                .isEmpty();
        assertThat(api.state())
                .as("state with seed %d, window %d", seed, window)
                .isEqualTo(model.state());
    }

    /** Delivers everything in batches of up to four; returns what the sender has to send again, which is whole batches. */
    private static List<Change> deliver(Relay relay, List<Change> changes, Random random) {
        List<Change> again = new ArrayList<>();
        for (int from = 0; from < changes.size(); ) {
            List<Change> batch = changes.subList(from, Math.min(changes.size(), from + 1 + random.nextInt(4)));
            List<Outcome> outcomes = relay.apply(batch).await().indefinitely();
            assertThat(outcomes).hasSameSizeAs(batch).noneMatch(Outcome.Refused.class::isInstance);
            if (outcomes.stream().anyMatch(outcome -> outcome.retryAfter().isPresent())) {
                again.addAll(batch);
            }
            from += batch.size();
        }
        return again;
    }

    private static List<Change> withDuplicates(List<Change> changes, Random random) {
        List<Change> all = new ArrayList<>();
        for (Change change : changes) {
            all.add(change);
            if (random.nextInt(5) == 0) {
                all.add(change);
            }
        }
        return all;
    }

    /** No change is further from its place than {@code window}. */
    private static List<Change> shuffled(List<Change> changes, int window, Random random) {
        List<Integer> order = IntStream.range(0, changes.size())
                .mapToObj(i -> i * 1000 + random.nextInt(window * 1000))
                .toList();
        return IntStream.range(0, changes.size())
                .boxed()
                .sorted(java.util.Comparator.comparing(order::get))
                .map(changes::get)
                .toList();
    }
}
