package dev.orgrelay.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.central.StrictApi;
import dev.orgrelay.central.StrictApi.Fate;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Cause;
import dev.orgrelay.organization.Outcome.Deferred;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One random course of deliveries to instances that share a store, on one thread: calls and answers that take their time, silence, refusals, lost calls to
 * the store, crashes, impatient senders and such as give up.
 */
final class Simulation {

    private static final int MOST_STEPS = 250;
    private static final int CALM_ROUNDS = 30;
    private static final int MOST_HELD = 5_000;
    private static final Set<Cause> ENDLESS = Set.of(Cause.MISSING, Cause.NO_PLACE);

    private final Random random;
    private final Timeline timeline = new Timeline();
    private final StrictApi api = new StrictApi(200);
    private final LedgerStore store = LedgerStore.inMemory(LeaseTerm.USUAL, timeline.clock());
    private final List<SimulatedInstance> instances = new ArrayList<>();
    private final List<SimulatedInstance.Held> held = new ArrayList<>();
    private final List<List<SimulatedEvent>> deliveries;
    private final Map<EventKey, SimulatedEvent> events;
    private final Set<Integer> underWay = new HashSet<>();
    private final Set<Integer> over = new HashSet<>();
    private final Map<SimulatedEvent, Outcome> outcomes =
            new java.util.TreeMap<>(java.util.Comparator.comparing(SimulatedEvent::number));
    private final List<String> story = new ArrayList<>();
    private final SimulationOracle oracle;
    private boolean isCalm;
    private int received;

    Simulation(long seed) {
        random = new Random(seed);
        deliveries = SimulatedEvents.of(random);
        events = deliveries.stream()
                .flatMap(List::stream)
                .collect(Collectors.toMap(SimulatedEvent::key, event -> event));
        oracle = new SimulationOracle(events.values(), () -> " with seed " + seed + ":\n" + String.join("\n", story));
        holdParents();
        api.behave(
                this::fate,
                late -> timeline.after(upTo(LeaseTerm.USUAL.effectWithin()), () -> {
                    story.add("late effect");
                    late.run();
                    look();
                }));
        for (int i = 0; i < 2 + random.nextInt(2); i++) {
            instances.add(instance());
        }
    }

    private void holdParents() {
        Set<String> made =
                events.values().stream().map(SimulatedEvent::organization).collect(Collectors.toSet());
        api.hold(events.values().stream()
                .map(event -> SimulatedEvents.parentOf(event.number()))
                .filter(id -> !made.contains(id))
                .map(id -> new Organization(new OrganizationId(id), "a parent", Optional.empty()))
                .toList());
    }

    private SimulatedInstance instance() {
        return new SimulatedInstance(
                api, new SimulatedStore(store, oracle::written), timeline, held, random, () -> isCalm);
    }

    void run() {
        look();
        deliveries.forEach(delivery -> story.add(delivery.toString()));
        for (int step = 0; step < MOST_STEPS; step++) {
            step();
        }
        isCalm = true;
        story.add("calm");
        for (int round = 0; round < CALM_ROUNDS && over.size() < deliveries.size(); round++) {
            settle();
        }
        for (int number = 0; number < deliveries.size(); number++) {
            requireThatItIsOver(number);
        }
        oracle.requireThatNothingIsLost();
    }

    private void step() {
        int choice = random.nextInt(20);
        if (choice < 9) {
            letGo();
        } else if (choice < 15) {
            int number = random.nextInt(deliveries.size());
            boolean isImpatient = random.nextInt(12) == 0;
            if (isImpatient || !over.contains(number) && !underWay.contains(number)) {
                deliver(number);
            }
        } else if (choice < 19) {
            timeline.advance(upTo(Duration.ofSeconds(random.nextInt(8) == 0 ? 60 : 6)));
        } else if (random.nextInt(3) == 0) {
            crash();
        }
    }

    /** Everything that is under way ends, and what is not over is delivered once more, one after the other. */
    private void settle() {
        drain();
        for (int number = 0; number < deliveries.size(); number++) {
            if (!over.contains(number)) {
                deliver(number);
                drain();
            }
        }
        timeline.advance(Duration.ofSeconds(10));
    }

    private void drain() {
        for (int i = 0; i < MOST_HELD && !(held.isEmpty() && underWay.isEmpty()); i++) {
            letGo();
            if (held.isEmpty()) {
                timeline.advance(Duration.ofMillis(500));
            }
        }
        underWay.clear();
    }

    private void letGo() {
        if (!held.isEmpty()) {
            SimulatedInstance.Held next = held.remove(random.nextInt(held.size()));
            if (next.instance().isUp()) {
                next.task().run();
                look();
            }
        }
    }

    private void crash() {
        int which = random.nextInt(instances.size());
        story.add("crash of " + instances.get(which));
        instances.set(which, instance()).crash();
        underWay.clear();
    }

    private void deliver(int number) {
        Instant now = timeline.clock().instant().plusNanos(++received);
        List<Change> changes =
                deliveries.get(number).stream().map(event -> event.change(now)).toList();
        SimulatedInstance instance = instances.get(random.nextInt(instances.size()));
        underWay.add(number);
        story.add(timeline.nanoTime() / 1_000_000 + " ms: delivery " + number + " to " + instance);
        instance.relay().apply(changes).subscribe().with(answers -> heard(number, answers));
        look();
    }

    private void heard(int number, List<Outcome> answers) {
        List<SimulatedEvent> told = deliveries.get(number);
        underWay.remove(number);
        story.add(timeline.nanoTime() / 1_000_000 + " ms: answer to delivery " + number + ": " + answers);
        for (int i = 0; i < told.size(); i++) {
            outcomes.put(told.get(i), answers.get(i));
            if (isOver(told.get(i), answers.get(i))) {
                oracle.counts(told.get(i));
            }
        }
        boolean isFinal = answers.stream().noneMatch(Deferred.class::isInstance);
        if (isFinal || !isCalm && random.nextInt(15) == 0) {
            over.add(number);
        }
    }

    /** What is too far ahead is older than others only until it is read again. */
    private static boolean isOver(SimulatedEvent event, Outcome answer) {
        boolean isStale = answer instanceof Outcome.Stale && !event.isFarAhead();
        return isStale || answer instanceof Outcome.Applied || answer instanceof Outcome.Duplicate;
    }

    /** Nothing waits for ever, but for an organization that nobody creates, or for its place. */
    private void requireThatItIsOver(int number) {
        if (!over.contains(number)) {
            assertThat(deliveries.get(number).stream()
                            .map(outcomes::get)
                            .filter(outcome ->
                                    !(outcome instanceof Deferred deferred) || !ENDLESS.contains(deferred.cause()))
                            .filter(outcome -> outcome == null || outcome instanceof Deferred))
                    .as(() -> "delivery " + number + " has no end: " + String.join("\n", story))
                    .isEmpty();
        }
    }

    private void look() {
        oracle.shows(api.state().entrySet().stream()
                .filter(entry -> !entry.getValue().startsWith("a parent"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private Fate fate(String call) {
        Fate fate = call.startsWith("GET") ? fate() : fateOfChange(new OrganizationId(call.split(" ")[1]));
        story.add(timeline.nanoTime() / 1_000_000 + " ms: " + call + ": " + fate);
        return fate;
    }

    private Fate fateOfChange(OrganizationId id) {
        LedgerEntry entry =
                store.known(new LedgerKey("default", id)).orElseThrow().entry();
        assertThat(entry.isLeased(timeline.clock().instant()))
                .as(() -> "nobody may change " + id + ": " + String.join("\n", story))
                .isTrue();
        SimulatedEvent event = events.get(entry.lease()
                .flatMap(Lease::intention)
                .flatMap(Intention::event)
                .orElseThrow());
        oracle.sends(event);
        story.add("for event " + event.number());
        return event.isRefused() && (isCalm || random.nextInt(5) > 0) ? Fate.REFUSED : fate();
    }

    /** Fates but the first and the last are faults. */
    private Fate fate() {
        return isCalm || random.nextInt(4) > 0
                ? Fate.ANSWERED
                : Fate.values()[1 + random.nextInt(Fate.values().length - 2)];
    }

    private Duration upTo(Duration most) {
        return Duration.ofMillis(random.nextInt((int) most.toMillis()));
    }
}
