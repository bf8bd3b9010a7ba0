package dev.orgrelay.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one organization showed over time, held against the events about it.
 *
 * <p>Every value that it showed came with an event; the numbers of these events must never go back. Where a value came with several events, the earliest that is
 * possible is taken to be the one.
 */
final class Course {

    private final Map<String, NavigableMap<Integer, Boolean>> named = new HashMap<>();
    private final Map<String, NavigableMap<Integer, Boolean>> placed = new HashMap<>();
    private final NavigableMap<Integer, Boolean> deleted = new TreeMap<>();

    private int nameAt;
    private int placeAt;
    private boolean isThere;
    private String parent = Step.TOP;

    /** @param steps the events about the organization */
    private Course(List<Step> steps) {
        for (Step step : steps) {
            step.displayName().ifPresent(name -> add(named, name, step));
            step.placement().ifPresent(place -> add(placed, place, step));
            if (step.verb().equals("deleted")) {
                deleted.put(step.number(), true);
            }
        }
    }

    /** One line for each value in {@code journal} that was older than one before, or that no event told of. */
    static List<String> stepsBack(List<JsonNode> journal, List<Step> steps) {
        Map<String, List<Step>> byOrganization = new HashMap<>();
        steps.forEach(step -> byOrganization
                .computeIfAbsent(step.organization(), any -> new ArrayList<>())
                .add(step));
        Map<String, Course> courses = new HashMap<>();
        List<String> mistakes = new ArrayList<>();
        for (JsonNode entry : journal) {
            String id = entry.path("id").asText();
            courses.computeIfAbsent(id, any -> new Course(byOrganization.getOrDefault(id, List.of())))
                    .shows(entry)
                    .ifPresent(mistake -> mistakes.add(mistake + ": " + entry));
        }
        return mistakes;
    }

    private Optional<String> shows(JsonNode entry) {
        if (entry.path("operation").asText().equals("delete")) {
            return isDeleted();
        }
        Optional<String> mistake = showsName(entry.path("displayName").asText())
                .or(() -> showsPlace(entry.path("parent").asText(Step.TOP)));
        isThere = true;
        return mistake;
    }

    private Optional<String> isDeleted() {
        Optional<Integer> at = Optional.ofNullable(deleted.ceilingKey(Math.max(nameAt, placeAt)));
        isThere = false;
        at.ifPresent(number -> {
            nameAt = number;
            placeAt = number;
        });
        return at.isPresent()
                ? Optional.empty()
                : Optional.of("no event deleted it after " + Math.max(nameAt, placeAt));
    }

    private Optional<String> showsName(String name) {
        Optional<Integer> at = earliest(named, name, nameAt);
        at.ifPresent(number -> nameAt = number);
        return at.isPresent() ? Optional.empty() : Optional.of("its name is older than " + nameAt);
    }

    /** An organization whose move came before its create is at the top level until the move comes again: that is no place that an event gave it. */
    private Optional<String> showsPlace(String place) {
        boolean isKept = isThere && place.equals(parent);
        boolean isNowhereYet = !isThere && place.equals(Step.TOP);
        parent = place;
        if (isKept || isNowhereYet) {
            return Optional.empty();
        }
        Optional<Integer> at = earliest(placed, place, placeAt);
        at.ifPresent(number -> placeAt = number);
        return at.isPresent() ? Optional.empty() : Optional.of("its place is older than " + placeAt);
    }

    private static Optional<Integer> earliest(
            Map<String, NavigableMap<Integer, Boolean>> told, String value, int notBefore) {
        return Optional.ofNullable(told.get(value)).map(numbers -> numbers.ceilingKey(notBefore));
    }

    private static void add(Map<String, NavigableMap<Integer, Boolean>> told, String value, Step step) {
        told.computeIfAbsent(value, any -> new TreeMap<>()).put(step.number(), true);
    }
}
