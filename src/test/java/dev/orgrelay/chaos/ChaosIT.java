package dev.orgrelay.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.storage.OnAzurite;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Senders that repeat themselves, deliver out of order and give up, events of the same time and ahead of the clock, applications that fail and refuse, and
 * instances that are killed: nothing is lost, and nothing goes back.
 *
 * <p>The sizes are those of a quick run; {@code docs/testing.md} has the command for a long one.
 */
@OnAzurite
class ChaosIT {

    private static final boolean IS_LONG = Boolean.getBoolean("test.long");
    private static final int EVENTS = Integer.getInteger("chaos.events", IS_LONG ? 10_000 : 200);
    private static final int ORGANIZATIONS = Integer.getInteger("chaos.organizations", IS_LONG ? 150 : 30);
    private static final int KILLS = Integer.getInteger("chaos.kills", IS_LONG ? 40 : 1);
    private static final int WINDOW = Integer.getInteger("chaos.window", IS_LONG ? 50 : 20);
    private static final Duration SENDERS_PATIENCE = Duration.ofSeconds(IS_LONG ? 40 : 8);
    private static final double REFUSED = 0.25; // what is refused is sent once more, so this makes 5 % of all events
    private static final long SEED = Long.getLong("chaos.seed", 7);
    private static final Duration PATIENCE = Duration.ofSeconds(120).plusMillis(200L * EVENTS);

    private static Landscape landscape;

    @BeforeAll
    static void build() {
        landscape = new Landscape();
    }

    @AfterAll
    static void tearDown() {
        if (landscape != null) {
            landscape.close();
        }
    }

    @Test
    void whatIsDeliveredDirectlyIsNeitherLostNorReordered() {
        Run run = new Run("d-", EVENTS, WINDOW, false);
        try (Senders senders = new Senders(landscape, "", run.deliveries(), Optional.of(SENDERS_PATIENCE))) {
            senders.start();
            killDuring(senders, KILLS);
            await().atMost(PATIENCE)
                    .until(() -> senders.areDone() || !senders.unexpected().isEmpty());

            run.report("direct", senders.counts());
            assertAnswers(senders, Set.of("applied", "duplicate", "stale", "ignored", "refused"));
            run.assertTargets(senders);
            assertThat(landscape.deadLetters(Set.of("hr", "crm", "erp")).keySet())
                    .containsAll(ids(senders));
        }
    }

    @Test
    void whatGoesThroughTheQueueIsNeitherLostNorReordered() {
        Run run = new Run("q-", Math.max(1, EVENTS / 2), Math.max(1, WINDOW / 4), true);
        try (Senders senders = new Senders(landscape, Landscape.LATER, run.deliveries(), Optional.empty());
                QueueHost host = new QueueHost(landscape)) {
            host.put("this is no change");
            senders.start();
            host.start();
            killDuring(senders, Math.max(1, KILLS / 2));
            await().atMost(PATIENCE)
                    .until(() -> senders.areDone() || !senders.unexpected().isEmpty());
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(host::isEmpty);

            assertThat(host.troubles()).isEmpty();
            assertThat(host.poisoned()).isEqualTo(1);
            run.assertTargets();
            assertThat(senders.endings()).hasSize(run.steps());
            assertThat(assertAnswers(senders, Set.of("queued", "ignored", "refused")))
                    .isEqualTo(run.impossible());
            assertThat(landscape
                            .deadLetters(Set.of("hr-later", "crm-later", "erp-later"))
                            .keySet())
                    .isEqualTo(ids(senders));
            assertThat(landscape.deadLetters(Set.of("queue")).values())
                    .singleElement()
                    .satisfies(letter ->
                            assertThat(letter.path("message").asText()).isEqualTo("this is no change"));
            run.report("queue", senders.counts() + ", " + host.counts());
        }
    }

    /** Spread over the time in which events are under way, at moments that are not known before. */
    private static void killDuring(Senders senders, int kills) {
        Random random = new Random(SEED);
        for (int i = 0; i < kills; i++) {
            double next = (i + random.nextDouble()) / kills * 0.9;
            BooleanSupplier isTime = () -> senders.progress() >= next;
            await().atMost(PATIENCE)
                    .until(() -> isTime.getAsBoolean() || !senders.unexpected().isEmpty());
            landscape.killOne(random);
        }
    }

    /** The numbers of the events that were refused. */
    private static Set<Integer> assertAnswers(Senders senders, Set<String> allowed) {
        assertThat(senders.unexpected()).isEmpty();
        Set<Integer> refused = new TreeSet<>();
        senders.endings()
                .forEach((number, all) -> all.forEach(ending -> {
                    assertThat(ending.outcome()).isIn(allowed);
                    if (ending.outcome().equals("refused")) {
                        refused.add(number);
                    }
                }));
        return refused;
    }

    private static Set<String> ids(Senders senders) {
        return Set.copyOf(senders.deadLetters());
    }

    /** What happens in two companies, each of which has an application, and what is there in the end. */
    private static final class Run {

        private final Random random = new Random(SEED);
        private final Instant start = Instant.now();
        private final Company north;
        private final Company south;
        private final List<Step> steps = new ArrayList<>();
        private final List<Delivery> deliveries;

        /** @param isCalm whether applications refuse nothing that is valid, and events have times of their own */
        Run(String prefix, int events, int window, boolean isCalm) {
            north = new Company(random, prefix, ORGANIZATIONS / 2, List.of("hr"), isCalm);
            south = new Company(random, prefix, ORGANIZATIONS / 2, List.of("crm", "erp"), isCalm);
            for (int number = 1; number <= events; number++) {
                steps.add((number % 2 == 0 ? north : south).step(number));
            }
            deliveries = Delivery.of(steps, window, random);
            landscape.north().misbehave(SEED, isCalm ? 0 : REFUSED);
            landscape.south().misbehave(SEED + 100, isCalm ? 0 : REFUSED);
        }

        List<Delivery> deliveries() {
            return deliveries;
        }

        int steps() {
            return steps.size();
        }

        /** The numbers of the events that no application can take. */
        Set<Integer> impossible() {
            return steps.stream()
                    .filter(step -> step.verb().equals("created"))
                    .filter(step -> step.organization().contains(" "))
                    .map(Step::number)
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        void assertTargets() {
            assertTarget(landscape.north(), north);
            assertTarget(landscape.south(), south);
        }

        /** What every sender was told is so, although much was refused or given up. */
        void assertTargets(Senders senders) {
            assertTarget(landscape.north(), north, senders.certain());
            assertTarget(landscape.south(), south, senders.certain());
        }

        private void assertTarget(Target target, Company company, Set<Integer> certain) {
            List<JsonNode> journal = target.journal();
            assertThat(Course.stepsBack(journal, company.steps())).isEmpty();
            assertThat(new LostValues(certain, deliveries, journal).in(target.state(), company.steps()))
                    .isEmpty();
        }

        void report(String way, String counts) {
            System.out.printf(
                    "chaos, %s: %d events in %d s; %s; north %s, south %s%n",
                    way,
                    steps.size(),
                    Duration.between(start, Instant.now()).toSeconds(),
                    counts,
                    landscape.north().counts(),
                    landscape.south().counts());
        }

        private static void assertTarget(Target target, Company company) {
            assertThat(target.state()).isEqualTo(company.state());
            assertThat(Course.stepsBack(target.journal(), company.steps())).isEmpty();
        }
    }
}
