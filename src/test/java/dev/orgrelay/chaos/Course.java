package dev.orgrelay.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one organization showed over time, and shows in the end, held against the events about it.
 *
 * <p>Every value that it showed came with an event; the times of these events must never go back. Where a value came with several events, the earliest that is
 * possible is taken to be the one. In the end, each field is as the newest event says that was neither refused nor given up without effect.
 *
 * <p>What cannot be known from outside counts for and against: which of two deliveries with the same time was begun first, when exactly something was read that
 * is too far ahead, and whether a delete or a move that was refused or given up had its effect.
 */
final class Course {

    private final List<Told> told;
    private final List<JsonNode> journal;
    private final Set<String> shown = new HashSet<>();
    private Instant nameAt = Instant.MIN;
    private Instant placeAt = Instant.MIN;
    private boolean isThere;
    private String place = Step.TOP;

    /**
     * @param told the events about the organization
     * @param journal what the application wrote of it, oldest first
     */
    Course(List<Told> told, List<JsonNode> journal) {
        this.told = told;
        this.journal = journal;
        journal.forEach(entry -> {
            shown.add("name " + entry.path("displayName").asText());
            shown.add("place " + entry.path("parent").asText(Step.TOP));
        });
    }

    /** One course for each organization that somebody told of, or that showed itself. */
    static Map<String, Course> of(List<Told> told, List<JsonNode> journal) {
        Map<String, List<Told>> events = told.stream()
                .collect(Collectors.groupingBy(event -> event.step().organization()));
        Map<String, List<JsonNode>> entries = journal.stream()
                .collect(Collectors.groupingBy(entry -> entry.path("id").asText()));
        Set<String> ids = new TreeSet<>(events.keySet());
        ids.addAll(entries.keySet());
        return ids.stream()
                .collect(Collectors.toMap(
                        id -> id,
                        id -> new Course(events.getOrDefault(id, List.of()), entries.getOrDefault(id, List.of()))));
    }

    /** @param is how it is in the end */
    List<String> mistakes(String is) {
        List<String> mistakes = new ArrayList<>(stepsBack());
        calledStaleInVain().forEach(step -> mistakes.add("nothing can have overtaken " + step));
        if (!possible().contains(is)) {
            mistakes.add("it is '" + is + "', and may be one of " + possible());
        }
        return mistakes;
    }

    /** One line for each value that was older than one before, or that no event told of. */
    List<String> stepsBack() {
        List<String> mistakes = new ArrayList<>();
        for (JsonNode entry : journal) {
            Optional<String> mistake = entry.path("operation").asText().equals("delete")
                    ? isGone()
                    : shows(
                            entry.path("displayName").asText(),
                            entry.path("parent").asText(Step.TOP));
            mistake.ifPresent(what -> mistakes.add(what + ": " + entry));
        }
        return mistakes;
    }

    /** Those events that were called overtaken, though nothing can have overtaken them. */
    List<Step> calledStaleInVain() {
        return told.stream()
                .filter(Told::isStale)
                .filter(event -> told.stream()
                        .filter(other -> other != event && mayCount(other))
                        .noneMatch(other -> other.step().overlaps(event.step()) && !event.isNewerThan(other)))
                .map(Told::step)
                .toList();
    }

    /** Everything that it may be in the end, as {@code name under parent}; {@code ""} if it may be missing. */
    Set<String> possible() {
        List<Told> newest = newest(event -> true);
        List<Told> names = newest(event -> event.step().displayName().isPresent());
        Set<String> possible = new TreeSet<>();
        if (newest.stream().anyMatch(event -> event.step().isDelete())
                || names.stream().noneMatch(Told::isCertain)) {
            possible.add("");
        }
        if (newest.stream().anyMatch(event -> !event.step().isDelete())) {
            Set<String> places = possiblePlaces();
            names.stream().flatMap(event -> event.step().displayName().stream()).forEach(name -> places.stream()
                    .map(parent -> name + " under " + parent)
                    .forEach(possible::add));
        }
        return possible;
    }

    @Override
    public String toString() {
        return Stream.concat(told.stream(), journal.stream())
                .map(Object::toString)
                .collect(Collectors.joining("\n  ", "\n  ", "\n"));
    }

    /** Whoever is made again by something that says no place is at the top level. */
    private Set<String> possiblePlaces() {
        List<Told> newest = newest(event -> event.step().placement().isPresent());
        Set<String> places = new HashSet<>();
        newest.forEach(event -> event.step().placement().ifPresent(places::add));
        boolean mayBeAnew = told.stream()
                .filter(event -> event.step().isDelete())
                .anyMatch(deleted -> newest.stream().anyMatch(event -> !event.isNewerThan(deleted)));
        if (mayBeAnew || newest.stream().noneMatch(Told::isCertain)) {
            places.add(Step.TOP);
        }
        return places;
    }

    /** Those that may be the newest. */
    private List<Told> newest(Predicate<Told> which) {
        List<Told> some = told.stream().filter(which).filter(this::mayCount).toList();
        return some.stream()
                .filter(event -> some.stream().noneMatch(other -> other.isCertain() && other.isNewerThan(event)))
                .toList();
    }

    private boolean mayCount(Told event) {
        Step step = event.step();
        return step.isTold()
                && (event.isCertain()
                        || step.isDelete()
                        || step.displayName()
                                .filter(name -> shown.contains("name " + name))
                                .isPresent()
                        || step.placement()
                                .filter(parent -> shown.contains("place " + parent))
                                .isPresent());
    }

    private Optional<String> isGone() {
        Instant before = nameAt.isAfter(placeAt) ? nameAt : placeAt;
        Optional<Instant> at = earliest(event -> event.step().isDelete(), before);
        isThere = false;
        at.ifPresent(time -> {
            nameAt = time;
            placeAt = time;
        });
        return at.isPresent() ? Optional.empty() : Optional.of("no event deleted it after " + before);
    }

    /** An organization whose move came before its create is at the top level until the move comes again: that is no place that an event gave it. */
    private Optional<String> shows(String name, String parent) {
        boolean isPlaceOfNobody = isThere ? parent.equals(place) : parent.equals(Step.TOP);
        isThere = true;
        place = parent;
        Optional<Instant> named = earliest(event -> event.step().displayName().equals(Optional.of(name)), nameAt);
        Optional<Instant> placed = isPlaceOfNobody
                ? Optional.of(placeAt)
                : earliest(event -> event.step().placement().equals(Optional.of(parent)), placeAt);
        nameAt = named.orElse(nameAt);
        placeAt = placed.orElse(placeAt);
        return named.isEmpty()
                ? Optional.of("its name is older than " + nameAt)
                : placed.isEmpty() ? Optional.of("its place is older than " + placeAt) : Optional.empty();
    }

    /** The time of the earliest event that may have come after {@code notBefore}. */
    private Optional<Instant> earliest(Predicate<Told> which, Instant notBefore) {
        return told.stream()
                .filter(which)
                .filter(event -> !event.latest().isBefore(notBefore))
                .map(event -> event.earliest().isAfter(notBefore) ? event.earliest() : notBefore)
                .min(Comparator.naturalOrder());
    }
}
