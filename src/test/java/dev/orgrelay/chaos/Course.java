package dev.orgrelay.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one organization showed over time, held against the events about it.
 *
 * <p>Every value that it showed came with an event; the times of these events must never go back. Where a value came with several events, the earliest that is
 * possible is taken to be the one. The time of what is too far ahead may be any.
 */
final class Course {

    private final Map<String, NavigableMap<Instant, Instant>> named = new HashMap<>();
    private final Map<String, NavigableMap<Instant, Instant>> placed = new HashMap<>();
    private final NavigableMap<Instant, Instant> deleted = new TreeMap<>();

    private Instant nameAt = Instant.MIN;
    private Instant placeAt = Instant.MIN;
    private final Instant end = Instant.now();
    private boolean isThere;
    private String parent = Step.TOP;

    /** @param steps the events about the organization */
    private Course(List<Step> steps) {
        for (Step step : steps) {
            step.displayName().ifPresent(name -> add(named, name, step));
            step.placement().ifPresent(place -> add(placed, place, step));
            if (step.isDelete()) {
                deleted.merge(latest(step), earliest(step), Course::earlier);
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
        Instant before = later(nameAt, placeAt);
        Optional<Instant> at = earliest(deleted, before);
        isThere = false;
        at.ifPresent(time -> {
            nameAt = time;
            placeAt = time;
        });
        return at.isPresent() ? Optional.empty() : Optional.of("no event deleted it after " + before);
    }

    private Optional<String> showsName(String name) {
        Optional<Instant> at = Optional.ofNullable(named.get(name)).flatMap(times -> earliest(times, nameAt));
        at.ifPresent(time -> nameAt = time);
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
        Optional<Instant> at = Optional.ofNullable(placed.get(place)).flatMap(times -> earliest(times, placeAt));
        at.ifPresent(time -> placeAt = time);
        return at.isPresent() ? Optional.empty() : Optional.of("its place is older than " + placeAt);
    }

    /** The time of the earliest event that may have come after {@code notBefore}. */
    private static Optional<Instant> earliest(NavigableMap<Instant, Instant> times, Instant notBefore) {
        return times.tailMap(notBefore, true).values().stream()
                .map(earliest -> later(earliest, notBefore))
                .min(Comparator.naturalOrder());
    }

    private void add(Map<String, NavigableMap<Instant, Instant>> told, String value, Step step) {
        told.computeIfAbsent(value, any -> new TreeMap<>()).merge(latest(step), earliest(step), Course::earlier);
    }

    private Instant earliest(Step step) {
        return step.isFarAhead(end) ? Instant.MIN : step.at();
    }

    private Instant latest(Step step) {
        return step.isFarAhead(end) ? Instant.MAX : step.at();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
