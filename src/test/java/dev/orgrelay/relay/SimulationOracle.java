package dev.orgrelay.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What organizations must show: of each field, what the newest event says that was neither refused nor given up without effect, and never something older
 * after something newer.
 *
 * <p>The time of an event is the one that the ledger gave it when it was begun. Of equal times the later element of a delivery is the newer one; of two
 * deliveries the one that the ledger has known for a shorter time.
 */
final class SimulationOracle {

    private record Shown(SimulatedEvent event, Field field) {}

    private record Known(Instant at, int place) {}

    private final Map<EventKey, SimulatedEvent> events;
    private final Supplier<String> story;
    private final Map<SimulatedEvent, Known> known = new HashMap<>();
    private final Set<SimulatedEvent> counting = new HashSet<>();
    private final Set<Shown> shown = new HashSet<>();
    private final Map<String, Map<Field, SimulatedEvent>> newest = new HashMap<>();
    private final Map<String, SimulatedEvent> deletes = new HashMap<>();
    private Map<String, String> before = Map.of();
    private int places;

    /** @param story what happened, told if something goes wrong */
    SimulationOracle(Collection<SimulatedEvent> events, Supplier<String> story) {
        this.events = events.stream().collect(Collectors.toMap(SimulatedEvent::key, event -> event));
        this.story = story;
    }

    /** The entry of an organization was written. */
    void written(String organization, LedgerEntry entry) {
        Map<EventKey, Mark> marks = new HashMap<>();
        entry.waiting().ifPresent(move -> move.event().ifPresent(key -> marks.put(key, move.mark())));
        entry.sent().forEach(one -> one.event().ifPresent(key -> marks.put(key, one.mark())));
        events.forEach((key, event) -> {
            if (event.organization().equals(organization)) {
                boolean isSettled = !entry.history().events().settledFor(key).isEmpty();
                learn(event, Optional.ofNullable(marks.get(key)), isSettled);
                isFoundTrue(event, entry.history().events().isApplied(key));
            }
        });
    }

    /** A delete of what is not there needs no effect. */
    private void isFoundTrue(SimulatedEvent event, boolean isApplied) {
        if (isApplied && event.isDelete() && !before.containsKey(event.organization())) {
            shown.add(new Shown(event, Field.EXISTENCE));
        }
    }

    private void learn(SimulatedEvent event, Optional<Mark> mark, boolean isSettled) {
        if (mark.isEmpty() && !isSettled) {
            known.remove(event);
            return;
        }
        Known so = known.computeIfAbsent(event, any -> new Known(timeOf(event), places++));
        mark.ifPresent(found -> known.put(event, new Known(found.at(), so.place())));
    }

    /** Somebody is about to send something for {@code event}. */
    void sends(SimulatedEvent event) {
        if (event.isDelete()) {
            deletes.put(event.organization(), event);
        }
    }

    /** A sender heard that {@code event} was applied, or overtaken. */
    void counts(SimulatedEvent event) {
        counting.add(event);
    }

    /** What the application holds now, each organization as {@code name under parent}. */
    void shows(Map<String, String> state) {
        Set<String> ids = new HashSet<>(before.keySet());
        ids.addAll(state.keySet());
        for (String id : ids) {
            String was = before.getOrDefault(id, "");
            String is = state.getOrDefault(id, "");
            if (!was.equals(is) && is.isEmpty()) {
                isNow(id, Field.EXISTENCE, deletes.get(id));
            } else if (!was.equals(is)) {
                byName(id, nameIn(is))
                        .filter(event -> !nameIn(is).equals(nameIn(was)))
                        .ifPresent(event -> isNow(id, Field.DISPLAY_NAME, event));
                byParent(id, parentIn(is))
                        .filter(event -> !parentIn(is).equals(parentIn(was)))
                        .ifPresent(event -> isNow(id, Field.PARENT, event));
            }
        }
        before = Map.copyOf(state);
    }

    private void isNow(String id, Field field, SimulatedEvent event) {
        Map<Field, SimulatedEvent> others = newest.computeIfAbsent(id, any -> new HashMap<>());
        Set<Field> rivals = field == Field.EXISTENCE ? EnumSet.allOf(Field.class) : EnumSet.of(field, Field.EXISTENCE);
        for (Field rival : rivals) {
            assertThat(others.containsKey(rival) && isNewer(others.get(rival), event))
                    .as(() -> id + " went back from " + others.get(rival) + " to " + event + story.get())
                    .isFalse();
        }
        others.put(field, event);
        shown.add(new Shown(event, field));
    }

    /** Everybody has heard a final answer, or given up. */
    void requireThatNothingIsLost() {
        Map<String, List<SimulatedEvent>> byOrganization =
                events.values().stream().collect(Collectors.groupingBy(SimulatedEvent::organization));
        byOrganization.forEach((id, all) -> {
            Optional<SimulatedEvent> last = newestOf(all, EnumSet.allOf(Field.class));
            Optional<SimulatedEvent> name = newestOf(all, EnumSet.of(Field.DISPLAY_NAME));
            Optional<String> is = Optional.ofNullable(before.get(id));
            boolean isThere = name.isPresent() && !last.get().isDelete();
            assertThat(is.map(SimulationOracle::nameIn))
                    .as(() -> "name of " + id + story.get())
                    .isEqualTo(name.filter(any -> isThere).flatMap(SimulatedEvent::name));
            is.ifPresent(there -> assertThat(parentIn(there))
                    .as(() -> "parent of " + id + story.get())
                    .isIn(parentsOf(all)));
        });
    }

    /** Whoever is made again by something that says no parent is at the top level. */
    private Set<String> parentsOf(List<SimulatedEvent> all) {
        Optional<SimulatedEvent> parent = newestOf(all, EnumSet.of(Field.PARENT));
        Optional<SimulatedEvent> deleted = newestOf(all, EnumSet.of(Field.EXISTENCE));
        Set<String> possible = new HashSet<>();
        parent.flatMap(SimulatedEvent::parent).ifPresent(possible::add);
        if (parent.isEmpty()
                || deleted.filter(event -> isNewer(event, parent.get())).isPresent()) {
            possible.add(SimulatedEvent.TOP);
        }
        return possible;
    }

    private Optional<SimulatedEvent> newestOf(List<SimulatedEvent> all, Set<Field> fields) {
        return all.stream()
                .filter(event -> fields.stream()
                        .anyMatch(field -> event.fields().contains(field)
                                && (counting.contains(event) || shown.contains(new Shown(event, field)))))
                .max(this::compare);
    }

    private boolean isNewer(SimulatedEvent one, SimulatedEvent other) {
        return compare(one, other) > 0;
    }

    private int compare(SimulatedEvent one, SimulatedEvent other) {
        Comparator<SimulatedEvent> byPlace = one.delivery() == other.delivery()
                ? Comparator.comparing(SimulatedEvent::index)
                : Comparator.comparing(this::placeOf);
        return Comparator.comparing(this::timeOf).thenComparing(byPlace).compare(one, other);
    }

    private Instant timeOf(SimulatedEvent event) {
        return Optional.ofNullable(known.get(event))
                .map(Known::at)
                .orElse(event.isFarAhead() ? Instant.MIN : event.at());
    }

    private int placeOf(SimulatedEvent event) {
        return Optional.ofNullable(known.get(event)).map(Known::place).orElse(-1);
    }

    private Optional<SimulatedEvent> byName(String id, String name) {
        return events.values().stream()
                .filter(event -> event.organization().equals(id) && event.name().equals(Optional.of(name)))
                .findFirst();
    }

    private Optional<SimulatedEvent> byParent(String id, String parent) {
        return events.values().stream()
                .filter(event ->
                        event.organization().equals(id) && event.parent().equals(Optional.of(parent)))
                .findFirst();
    }

    private static String nameIn(String state) {
        return state.replaceFirst(" under .*", "");
    }

    private static String parentIn(String state) {
        return state.replaceFirst(".* under ", "");
    }
}
