package dev.orgrelay.plan;

import dev.orgrelay.organization.Text;
import dev.orgrelay.plan.Draft.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be wrong with the whole: circles, and too many levels. Works on whatever rows there are, sound or not. */
final class Shape {

    private static final int IN_A_CIRCLE = -1;

    private final List<Row> rows;
    private final Map<String, Row> byId = new HashMap<>();
    private final Map<Row, Integer> levels = new HashMap<>();

    Shape(List<Row> rows) {
        this.rows = rows;
        rows.forEach(row -> row.id().ifPresent(id -> byId.putIfAbsent(id, row)));
    }

    List<String> mistakes(Limits limits) {
        List<String> mistakes = new ArrayList<>();
        rows.forEach(row -> {
            measure(row).ifPresent(mistakes::add);
            if (levels.get(row) == limits.depth() + 1) {
                mistakes.add(
                        row.position() + ": '" + row.id().map(Text::shorten).orElse("") + "' is on level "
                                + levels.get(row) + ": the application can have " + limits.depth());
            }
        });
        return mistakes;
    }

    /** Finds the levels of {@code row} and of those above it, as far as they are not known; returns the circle that it runs into. */
    private Optional<String> measure(Row row) {
        Set<Row> line = new LinkedHashSet<>();
        Optional<Row> at = Optional.of(row);
        while (at.isPresent() && !levels.containsKey(at.get()) && line.add(at.get())) {
            at = above(at.get());
        }
        boolean isCircle = at.filter(line::contains).isPresent();
        int level = isCircle ? IN_A_CIRCLE : at.map(levels::get).orElse(0);
        List<Row> upwards = new ArrayList<>(line);
        for (int i = upwards.size() - 1; i >= 0; i--) {
            level = level == IN_A_CIRCLE ? IN_A_CIRCLE : level + 1;
            levels.put(upwards.get(i), level);
        }
        return isCircle ? circle(line, at.get()) : Optional.empty();
    }

    /** An organization that is its own parent is told elsewhere. */
    private static Optional<String> circle(Set<Row> line, Row entry) {
        List<Row> circle = line.stream().dropWhile(row -> !row.equals(entry)).toList();
        if (circle.size() == 1) {
            return Optional.empty();
        }
        String positions = circle.stream().map(Row::position).collect(Collectors.joining(", "));
        String ids = circle.stream()
                .map(row -> "'" + row.id().map(Text::shorten).orElse("") + "'")
                .collect(Collectors.joining(" below "));
        return Optional.of(positions + ": a circle: " + ids + " below '"
                + circle.get(0).id().map(Text::shorten).orElse("") + "'");
    }

    private Optional<Row> above(Row row) {
        return row.parent().map(byId::get);
    }
}
