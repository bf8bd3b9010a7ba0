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
 * <p>The time of an event is the one that the ledger gave it when it was begun, for each field as long as the ledger knows of it. Of equal times the later element of a delivery is the newer one; of two
 * deliveries the one that the ledger has known for a shorter time.
 */
final class SimulationOracle {

    private record Claim(SimulatedEvent event, Field field) {}

    private record Known(Instant at, int place) {}

    private final Map<EventKey, SimulatedEvent> events;
    private final Supplier<String> story;
    private final Map<Claim, Known> known = new HashMap<>();
    private final Set<SimulatedEvent> counting = new HashSet<>();
    private final Set<Claim> shown = new HashSet<>();
    private final Map<String, Map<Field, Claim>> newest = new HashMap<>();
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
        Map<EventKey, Intention> begun = new HashMap<>();
        entry.waiting().map(Intention::of).ifPresent(move -> move.event().ifPresent(key -> begun.put(key, move)));
        entry.sent().forEach(one -> one.event().ifPresent(key -> begun.put(key, one)));
        events.forEach((key, event) -> {
            if (event.organization().equals(organization)) {
                Set<Field> settled = entry.history().events().settledFor(key);
                for (Field field : event.fields()) {
                    Optional<Intention> intention = Optional.ofNullable(begun.get(key))
                            .filter(one -> one.fields().contains(field));
                    learn(new Claim(event, field), intention, settled.contains(field));
                }
                isFoundTrue(event, entry.history().events().isApplied(key));
            }
        });
    }

    private void learn(Claim claim, Optional<Intention> intention, boolean isSettled) {
        if (intention.isEmpty() && !isSettled) {
            known.remove(claim);
            return;
        }
        Known so = known.computeIfAbsent(claim, any -> new Known(timeOf(claim), places++));
        intention.ifPresent(one -> known.put(claim, new Known(one.mark().at(), so.place())));
    }

    /** A delete of what is not there needs no effect. */
    private void isFoundTrue(SimulatedEvent event, boolean isApplied) {
        if (isApplied && event.isDelete() && !before.containsKey(event.organization())) {
            shown.add(new Claim(event, Field.EXISTENCE));
        }
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
        Map<Field, Claim> others = newest.computeIfAbsent(id, any -> new HashMap<>());
        Claim claim = new Claim(event, field);
        Set<Field> rivals = field == Field.EXISTENCE ? EnumSet.allOf(Field.class) : EnumSet.of(field, Field.EXISTENCE);
        for (Field rival : rivals) {
            assertThat(others.containsKey(rival) && isNewer(others.get(rival), claim))
                    .as(() -> id + " went back from " + others.get(rival) + " to " + claim + story.get())
                    .isFalse();
        }
        others.put(field, claim);
        shown.add(claim);
    }

    /** Everybody has heard a final answer, or given up. */
    void requireThatNothingIsLost() {
        Map<String, List<SimulatedEvent>> byOrganization =
                events.values().stream().collect(Collectors.groupingBy(SimulatedEvent::organization));
        byOrganization.forEach((id, all) -> {
            Optional<Claim> last = newestOf(all, EnumSet.allOf(Field.class));
            Optional<Claim> name = newestOf(all, EnumSet.of(Field.DISPLAY_NAME));
            Optional<String> is = Optional.ofNullable(before.get(id));
            boolean isThere = name.isPresent() && !last.get().event().isDelete();
            assertThat(is.map(SimulationOracle::nameIn))
                    .as(() -> "name of " + id + story.get())
                    .isEqualTo(name.filter(any -> isThere)
                            .flatMap(claim -> claim.event().name()));
            is.ifPresent(there -> assertThat(parentIn(there))
                    .as(() -> "parent of " + id + story.get())
                    .isIn(parentsOf(all)));
        });
    }

    /** Whoever is made again by something that says no parent is at the top level. */
    private Set<String> parentsOf(List<SimulatedEvent> all) {
        Optional<Claim> parent = newestOf(all, EnumSet.of(Field.PARENT));
        Optional<Claim> deleted = newestOf(all, EnumSet.of(Field.EXISTENCE));
        Set<String> possible = new HashSet<>();
        parent.flatMap(claim -> claim.event().parent()).ifPresent(possible::add);
        if (parent.isEmpty()
                || deleted.filter(claim -> isNewer(claim, parent.get())).isPresent()) {
            possible.add(SimulatedEvent.TOP);
        }
        return possible;
    }

    private Optional<Claim> newestOf(List<SimulatedEvent> all, Set<Field> fields) {
        return all.stream()
                .flatMap(event -> Field.common(event.fields(), fields).stream().map(field -> new Claim(event, field)))
                .filter(claim -> counting.contains(claim.event()) || shown.contains(claim))
                .max(this::compare);
    }

    private boolean isNewer(Claim one, Claim other) {
        return compare(one, other) > 0;
    }

    private int compare(Claim one, Claim other) {
        Comparator<Claim> byPlace = one.event().delivery() == other.event().delivery()
                ? Comparator.comparing(claim -> claim.event().index())
                : Comparator.comparing(this::placeOf);
        return Comparator.comparing(this::timeOf).thenComparing(byPlace).compare(one, other);
    }

    private Instant timeOf(Claim claim) {
        return Optional.ofNullable(known.get(claim))
                .map(Known::at)
                .orElse(claim.event().isFarAhead() ? Instant.MIN : claim.event().at());
    }

    private int placeOf(Claim claim) {
        return Optional.ofNullable(known.get(claim)).map(Known::place).orElse(-1);
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
