package dev.orgrelay.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orgrelay.storage.OnAzurite;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
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
    private static final int QUEUE_KILLS = Math.max(1, KILLS / 2);
    private static final int WINDOW = Integer.getInteger("chaos.window", IS_LONG ? 50 : 20);
    private static final int INSTANCES = 3;
    private static final Duration SENDERS_PATIENCE = Duration.ofSeconds(IS_LONG ? 40 : 8);
    private static final double REFUSED = 0.25; // what is refused is sent once more, so this makes 5 % of all events
    private static final long SEED = Long.getLong("chaos.seed", 7);
    private static final Duration PATIENCE = Duration.ofSeconds(120).plusMillis(200L * EVENTS);

    private static Landscape landscape;

    @BeforeAll
    static void build() {
        landscape = new Landscape(INSTANCES, SENDERS_PATIENCE);
    }

    @AfterAll
    static void tearDown() {
        if (landscape != null) {
            landscape.close();
        }
    }

    @Test
    void whatIsDeliveredDirectlyIsNeitherLostNorReordered() {
        Run run = new Run("d-", EVENTS, WINDOW);
        try (Senders senders = run.senders("")) {
            senders.start();
            killDuring(senders, KILLS);
            await().atMost(PATIENCE)
                    .until(() -> senders.areDone() || !senders.unexpected().isEmpty());

            assertThat(senders.unexpected()).isEmpty();
            assertThat(senders.answers().outcomes()).isSubsetOf("applied", "duplicate", "stale", "ignored", "refused");
            run.assertTargets("direct", senders, senders.answers(), KILLS + " kills");
            assertThat(landscape.deadLetters(Set.of("hr", "crm", "erp")).keySet())
                    .containsAll(senders.answers().deadLetters());
        }
    }

    @Test
    void whatGoesThroughTheQueueIsNeitherLostNorReordered() {
        Run run = new Run("q-", Math.max(1, EVENTS / 2), Math.max(1, WINDOW / 4));
        try (Senders senders = run.senders(Landscape.LATER);
                QueueHost host = new QueueHost(landscape)) {
            host.put("this is no change");
            senders.start();
            host.start();
            killDuring(senders, QUEUE_KILLS);
            await().atMost(PATIENCE)
                    .until(() -> senders.areDone() || !senders.unexpected().isEmpty());
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(host::isEmpty);

            assertThat(senders.unexpected()).isEmpty();
            assertThat(senders.answers().outcomes()).isSubsetOf("queued", "ignored", "refused");
            assertThat(senders.answers().heard("refused"))
                    .isEqualTo(run.impossible(senders.answers().heard("queued", "refused")));
            run.assertTargets("queue", senders, host.answers(), QUEUE_KILLS + " kills, " + host.counts());
            assertThat(host.troubles()).isEmpty();
            assertThat(host.poisoned()).isEqualTo(1);
            assertThat(host.answers().outcomes()).isSubsetOf("applied", "duplicate", "stale", "refused", "queued");
            assertThat(host.answers().heard("applied", "duplicate", "stale", "refused"))
                    .containsAll(senders.answers().heard("queued"));
            assertDeadLetters(senders, host);
        }
    }

    private static void assertDeadLetters(Senders senders, QueueHost host) {
        assertThat(landscape
                        .deadLetters(Set.of("hr-later", "crm-later", "erp-later"))
                        .keySet())
                .containsAll(senders.answers().deadLetters())
                .containsAll(host.answers().deadLetters());
        assertThat(landscape.deadLetters(Set.of("queue")).values())
                .singleElement()
                .satisfies(letter -> assertThat(letter.path("message").asText()).isEqualTo("this is no change"));
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

    /** What happens in two companies, each of which has an application, and what is there in the end. */
    private static final class Run {

        private final Random random = new Random(SEED);
        private final Instant start = Instant.now();
        private final Company north;
        private final Company south;
        private final List<Step> steps = new ArrayList<>();
        private final List<Delivery> deliveries;

        Run(String prefix, int events, int window) {
            north = new Company(random, prefix, ORGANIZATIONS / 2, List.of("hr"));
            south = new Company(random, prefix, ORGANIZATIONS / 2, List.of("crm", "erp"));
            for (int number = 1; number <= events; number++) {
                steps.add((number % 2 == 0 ? north : south).step(number));
            }
            deliveries = Delivery.of(steps, window, random);
            landscape.north().misbehave(SEED, REFUSED);
            landscape.south().misbehave(SEED + 100, REFUSED);
        }

        Senders senders(String way) {
            return new Senders(landscape, way, deliveries, SENDERS_PATIENCE);
        }

        /** Those of these events that no application can take. */
        Set<Integer> impossible(Set<Integer> numbers) {
            return steps.stream()
                    .filter(step -> numbers.contains(step.number()))
                    .filter(step -> step.verb().equals("created"))
                    .filter(step -> step.organization().contains(" "))
                    .map(Step::number)
                    .collect(Collectors.toSet());
        }

        /**
         * What every sender was told is so, although much was refused or given up.
         *
         * @param answers of those who applied the events
         */
        void assertTargets(String way, Senders senders, Answers answers, String counts) {
            Map<String, Course> northern = courses(landscape.north(), north, senders, answers);
            Map<String, Course> southern = courses(landscape.south(), south, senders, answers);
            System.out.printf(
                    "chaos, %s: %d events in %d s; %s, %s; north %s, south %s; %d of %d organizations can be only one way%n",
                    way,
                    steps.size(),
                    Duration.between(start, Instant.now()).toSeconds(),
                    senders.counts(),
                    counts,
                    landscape.north().counts(),
                    landscape.south().counts(),
                    certain(northern) + certain(southern),
                    northern.size() + southern.size());
            assertTarget(landscape.north(), northern);
            assertTarget(landscape.south(), southern);
        }

        private Map<String, Course> courses(Target target, Company company, Senders senders, Answers answers) {
            Set<Integer> certain = answers.heard("applied", "duplicate", "stale");
            Set<Integer> stale = answers.heard("stale");
            Map<Integer, Set<Delivery>> of = new HashMap<>();
            deliveries.forEach(delivery -> delivery.steps()
                    .forEach(step -> of.computeIfAbsent(step.number(), any -> new HashSet<>())
                            .add(delivery)));
            List<Told> told = company.steps().stream()
                    .map(step -> Told.of(
                            step,
                            senders.underWay(step.number()),
                            of.get(step.number()),
                            certain.contains(step.number()),
                            stale.contains(step.number())))
                    .toList();
            return Course.of(told, target.journal());
        }

        private static long certain(Map<String, Course> courses) {
            return courses.values().stream()
                    .filter(course -> course.possible().size() == 1)
                    .count();
        }

        private static void assertTarget(Target target, Map<String, Course> courses) {
            Map<String, String> state = target.state();
            assertThat(courses.keySet()).containsAll(state.keySet());
            courses.forEach((id, course) -> assertThat(course.mistakes(state.getOrDefault(id, "")))
                    .as(id + course)
                    .isEmpty());
        }
    }
}
