package dev.orgrelay.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.central.StrictApi;
import dev.orgrelay.central.StrictApi.Fate;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

    private final Random random;
    private final Timeline timeline = new Timeline();
    private final StrictApi api = new StrictApi(200);
    private final LedgerStore store = LedgerStore.inMemory(LeaseTerm.USUAL, timeline.clock());
    private final List<SimulatedInstance> instances = new ArrayList<>();
    private final List<SimulatedInstance.Held> held = new ArrayList<>();
    private final Map<EventKey, SimulatedEvent> events;
    private final List<String> story = new ArrayList<>();
    private final SimulationOracle oracle;
    private final SimulatedSenders senders;
    private boolean isCalm;
    private int received;

    Simulation(long seed) {
        random = new Random(seed);
        List<List<SimulatedEvent>> deliveries = SimulatedEvents.of(random);
        deliveries.forEach(delivery -> story.add(delivery.toString()));
        events = deliveries.stream()
                .flatMap(List::stream)
                .collect(Collectors.toMap(SimulatedEvent::key, event -> event));
        oracle = new SimulationOracle(events.values(), () -> " with seed " + seed + ":\n" + String.join("\n", story));
        senders = new SimulatedSenders(deliveries, random, () -> isCalm, oracle, story);
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
        for (int step = 0; step < MOST_STEPS; step++) {
            step();
        }
        isCalm = true;
        for (int round = 0; round < CALM_ROUNDS; round++) {
            settle();
        }
        senders.requireThatNothingWaits();
        oracle.requireThatNothingIsLost();
    }

    private void step() {
        int choice = random.nextInt(20);
        if (choice < 9) {
            letGo();
        } else if (choice < 15) {
            senders.deliverSomething(instances.get(random.nextInt(instances.size())), received());
            look();
        } else if (choice < 19) {
            timeline.advance(upTo(Duration.ofSeconds(random.nextInt(8) == 0 ? 60 : 6)));
        } else if (random.nextInt(3) == 0) {
            crash();
        }
    }

    /** Everything that is under way ends, and what is not over is delivered once more, one after the other. */
    private void settle() {
        drain();
        for (int delivery = 0; delivery < senders.deliveries(); delivery++) {
            if (!senders.isOver(delivery)) {
                senders.deliver(delivery, instances.get(random.nextInt(instances.size())), received());
                look();
                drain();
            }
        }
        timeline.advance(Duration.ofSeconds(10));
    }

    /** No two deliveries are read at the same time. */
    private Instant received() {
        return timeline.clock().instant().plusNanos(++received);
    }

    private void drain() {
        for (int i = 0; i < MOST_HELD && !(held.isEmpty() && senders.isQuiet()); i++) {
            letGo();
            if (held.isEmpty()) {
                timeline.advance(Duration.ofMillis(500));
            }
        }
        senders.stopWaiting();
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
        senders.stopWaiting();
    }

    private void look() {
        oracle.shows(api.state().entrySet().stream()
                .filter(entry -> !entry.getValue().startsWith("a parent"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private Fate fate(String call) {
        Fate fate = call.startsWith("GET") ? fate() : fateOfChange(new OrganizationId(call.split(" ")[1]));
        story.add(call + ": " + fate);
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
