package dev.orgrelay.relay;

import dev.orgrelay.organization.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** A sender's own hierarchy: takes valid steps at random, each a second after the one before, and says which changes it would send. */
final class HierarchyModel {

    static final int MOST_ORGANIZATIONS = 8;

    private static final int MAX_DEPTH = 5;
    private static final int IDS = 12;

    private record Unit(String name, String parent) {}

    private final Random random;
    private final Map<String, Unit> units = new TreeMap<>();
    private int now;

    HierarchyModel(Random random) {
        this.random = random;
    }

    List<Change> run(int steps) {
        List<Change> changes = new ArrayList<>();
        while (changes.size() < steps) {
            step().ifPresent(changes::add);
        }
        return changes;
    }

    /** Each organization as {@code name under parent}. */
    Map<String, String> state() {
        Map<String, String> state = new TreeMap<>();
        units.forEach((id, unit) -> state.put(id, unit.name() + " under " + unit.parent()));
        return state;
    }

    private Optional<Change> step() {
        now++;
        String id = "o-" + random.nextInt(IDS);
        if (!units.containsKey(id)) {
            return create(id);
        }
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> rename(id);
            case 3, 4, 5, 6 -> move(id);
            default -> delete(id);
        };
    }

    private Optional<Change> create(String id) {
        String parent = someParent();
        if (units.size() >= MOST_ORGANIZATIONS || depth(parent) >= MAX_DEPTH) {
            return Optional.empty();
        }
        units.put(id, new Unit("name " + now, parent));
        return Optional.of(Changes.create(id, "name " + now, parent, now));
    }

    private Optional<Change> rename(String id) {
        units.put(id, new Unit("name " + now, units.get(id).parent()));
        return Optional.of(Changes.rename(id, "name " + now, now));
    }

    private Optional<Change> move(String id) {
        String parent = someParent();
        if (isWithin(parent, id) || depth(parent) + height(id) > MAX_DEPTH) {
            return Optional.empty();
        }
        units.put(id, new Unit(units.get(id).name(), parent));
        return Optional.of(Changes.move(id, parent, now));
    }

    private Optional<Change> delete(String id) {
        if (units.values().stream().anyMatch(unit -> id.equals(unit.parent()))) {
            return Optional.empty();
        }
        units.remove(id);
        return Optional.of(Changes.delete(id, now));
    }

    private String someParent() {
        List<String> ids = List.copyOf(units.keySet());
        return ids.isEmpty() || random.nextInt(4) == 0 ? null : ids.get(random.nextInt(ids.size()));
    }

    private boolean isWithin(String id, String ancestor) {
        return id != null && (id.equals(ancestor) || isWithin(units.get(id).parent(), ancestor));
    }

    private int depth(String id) {
        return id == null ? 0 : 1 + depth(units.get(id).parent());
    }

    private int height(String id) {
        return 1
                + units.entrySet().stream()
                        .filter(unit -> id.equals(unit.getValue().parent()))
                        .mapToInt(unit -> height(unit.getKey()))
                        .max()
                        .orElse(0);
    }
}
