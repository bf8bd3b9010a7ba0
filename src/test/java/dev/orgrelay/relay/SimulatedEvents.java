package dev.orgrelay.relay;

import dev.orgrelay.organization.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** What senders of a {@link Simulation} tell, in deliveries of one event or several. */
final class SimulatedEvents {

    private static final int ORGANIZATIONS = 3;
    private static final Instant BEGINNING = Changes.HOUR.minusSeconds(60);

    private final Random random;
    private final List<SimulatedEvent> events = new ArrayList<>();
    private final Set<String> present = new HashSet<>();

    private SimulatedEvents(Random random) {
        this.random = random;
    }

    static List<List<SimulatedEvent>> of(Random random) {
        SimulatedEvents all = new SimulatedEvents(random);
        int most = 4 + random.nextInt(16);
        for (int i = 0; i < most; i++) {
            all.happen();
        }
        return all.deliveries();
    }

    /** A parent that nobody creates is there from the beginning. */
    static String parentOf(int number) {
        return "p-" + number;
    }

    private void happen() {
        int number = events.size();
        String id = "x-" + random.nextInt(ORGANIZATIONS);
        if (!present.contains(id)) {
            present.add(id);
            add(Operation.CREATE, id, true, true);
        } else if (random.nextInt(4) == 0) {
            present.remove(id);
            add(Operation.DELETE, id, false, false);
        } else {
            int what = random.nextInt(3);
            add(Operation.UPDATE, id, what != 0, what != 1);
        }
        if (events.get(number).parent().isPresent() && random.nextInt(5) == 0) {
            events.add(new SimulatedEvent(
                    events.size(),
                    0,
                    0,
                    Operation.CREATE,
                    parentOf(number),
                    Optional.of("name " + events.size()),
                    Optional.of(SimulatedEvent.TOP),
                    BEGINNING.plusSeconds(events.size()),
                    false));
        }
    }

    private void add(Operation operation, String id, boolean hasName, boolean hasParent) {
        int number = events.size();
        events.add(new SimulatedEvent(
                number,
                0,
                0,
                operation,
                id,
                hasName ? Optional.of("name " + number) : Optional.empty(),
                hasParent ? Optional.of(parentOf(number)) : Optional.empty(),
                BEGINNING.plusSeconds(number),
                random.nextInt(10) == 0));
    }

    private List<List<SimulatedEvent>> deliveries() {
        List<SimulatedEvent> order = new ArrayList<>(events);
        for (int i = 0; i + 1 < order.size(); i++) {
            int other = Math.min(order.size() - 1, i + random.nextInt(6));
            order.set(i, order.set(other, order.get(i)));
        }
        List<List<SimulatedEvent>> deliveries = new ArrayList<>();
        for (int from = 0; from < order.size(); ) {
            int to = Math.min(order.size(), from + (random.nextBoolean() ? 1 : 2 + random.nextInt(3)));
            deliveries.add(delivery(deliveries.size(), new ArrayList<>(order.subList(from, to))));
            from = to;
        }
        makeTwoOfTheSameTime(deliveries);
        return deliveries;
    }

    /** Times are equal within a delivery, or of two deliveries, but not both: what was begun between two of one delivery has no place. */
    private List<SimulatedEvent> delivery(int number, List<SimulatedEvent> told) {
        boolean isSorted = random.nextBoolean();
        boolean hasOneTime = told.size() > 1 && random.nextInt(3) == 0;
        if (isSorted || hasOneTime) {
            told.sort(java.util.Comparator.comparing(SimulatedEvent::number));
        }
        List<SimulatedEvent> placed = new ArrayList<>();
        for (SimulatedEvent event : told) {
            SimulatedEvent next = event.in(number, placed.size());
            placed.add(hasOneTime ? next.at(told.get(0).at()) : ahead(next));
        }
        return placed;
    }

    private SimulatedEvent ahead(SimulatedEvent event) {
        return switch (random.nextInt(16)) {
            case 0 -> event.at(Changes.HOUR.plusSeconds(random.nextInt(290)).plusMillis(event.number()));
            case 1 ->
                event.at(Changes.HOUR.plusSeconds(310 + random.nextInt(600)).plusMillis(event.number()));
            case 2 -> event.at(Changes.HOUR.plus(Duration.ofHours(20)).plusMillis(event.number()));
            default -> event;
        };
    }

    private void makeTwoOfTheSameTime(List<List<SimulatedEvent>> deliveries) {
        List<List<SimulatedEvent>> alone = deliveries.stream()
                .filter(delivery -> delivery.size() == 1)
                .filter(delivery -> random.nextBoolean())
                .toList();
        for (int i = 0; i + 1 < alone.size(); i++) {
            SimulatedEvent one = alone.get(i).get(0);
            SimulatedEvent next = alone.get(i + 1).get(0);
            if (one.organization().equals(next.organization())) {
                alone.get(i + 1).set(0, next.at(one.at()));
            }
        }
    }
}
