package dev.orgrelay.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * A company whose structure changes at random, and never to one that is not possible.
 *
 * <p>It stays a level below what the application holds: while events arrive out of order, organizations are where they were and where they will be at once,
 * and a hierarchy that needs its last level can be in its own way.
 */
final class Company {

    private static final int MAX_DEPTH = 4;
    private static final Duration BETWEEN = Duration.ofMillis(20);

    private record Unit(String name, String parent) {}

    private final Random random;
    private final String prefix;
    private final int organizations;
    private final List<String> sources;
    private final Instant start = Instant.now();
    private final Map<String, Unit> units = new TreeMap<>();
    private final List<Step> steps = new ArrayList<>();

    /** @param sources who tell of it, now this one, now that one */
    Company(Random random, String prefix, int organizations, List<String> sources) {
        this.random = random;
        this.prefix = prefix;
        this.organizations = organizations;
        this.sources = sources;
    }

    /** What happens next. */
    Step step(int number) {
        Optional<Step> step = Optional.empty();
        while (step.isEmpty()) {
            step = attempt(number);
        }
        steps.add(step.get());
        return step.get();
    }

    List<Step> steps() {
        return Collections.unmodifiableList(steps);
    }

    /** Each organization as {@code name under parent}. */
    Map<String, String> state() {
        Map<String, String> state = new TreeMap<>();
        units.forEach((id, unit) -> state.put(id, unit.name() + " under " + unit.parent()));
        return state;
    }

    private Optional<Step> attempt(int number) {
        String id = prefix + random.nextInt(organizations);
        String name = "name " + number;
        int choice = random.nextInt(100);
        if (choice == 0) {
            return Optional.of(step(number, "archived", id, Optional.empty(), Optional.empty()));
        }
        if (choice == 1) {
            return Optional.of(step(number, "created", "Not an id!", Optional.of(name), Optional.empty()));
        }
        if (!units.containsKey(id)) {
            return create(number, id, name);
        }
        return choice < 40 ? rename(number, id, name) : choice < 80 ? move(number, id) : delete(number, id);
    }

    private Optional<Step> create(int number, String id, String name) {
        String parent = someParent();
        if (depth(parent) >= MAX_DEPTH) {
            return Optional.empty();
        }
        units.put(id, new Unit(name, parent));
        return Optional.of(step(number, "created", id, Optional.of(name), Optional.of(parent)));
    }

    private Optional<Step> rename(int number, String id, String name) {
        units.put(id, new Unit(name, units.get(id).parent()));
        return Optional.of(step(number, "updated", id, Optional.of(name), Optional.empty()));
    }

    private Optional<Step> move(int number, String id) {
        String parent = someParent();
        if (isWithin(parent, id) || depth(parent) + height(id) > MAX_DEPTH) {
            return Optional.empty();
        }
        units.put(id, new Unit(units.get(id).name(), parent));
        return Optional.of(step(number, "updated", id, Optional.empty(), Optional.of(parent)));
    }

    private Optional<Step> delete(int number, String id) {
        if (units.values().stream().anyMatch(unit -> id.equals(unit.parent()))) {
            return Optional.empty();
        }
        units.remove(id);
        return Optional.of(step(number, "deleted", id, Optional.empty(), Optional.empty()));
    }

    private Step step(int number, String verb, String id, Optional<String> name, Optional<String> placement) {
        return new Step(number, sources.get(random.nextInt(sources.size())), verb, id, name, placement, time(number));
    }

    private Instant time(int number) {
        Instant usual = start.plus(BETWEEN.multipliedBy(number));
        return switch (random.nextInt(100)) {
            case 0 -> usual.plusSeconds(60);
            case 1 -> usual.plus(Duration.ofHours(20));
            case 2, 3, 4, 5, 6, 7, 8, 9 -> start.plus(BETWEEN.multipliedBy(number / 10 * 10));
            default -> usual;
        };
    }

    private String someParent() {
        List<String> ids = List.copyOf(units.keySet());
        return ids.isEmpty() || random.nextInt(4) == 0 ? Step.TOP : ids.get(random.nextInt(ids.size()));
    }

    private boolean isWithin(String id, String ancestor) {
        return !id.equals(Step.TOP)
                && (id.equals(ancestor) || isWithin(units.get(id).parent(), ancestor));
    }

    private int depth(String id) {
        return id.equals(Step.TOP) ? 0 : 1 + depth(units.get(id).parent());
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
