package dev.orgrelay.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What an application holds, held against what senders heard: each field is as the newest event says that was neither refused nor given up without effect.
 *
 * <p>What cannot be known from outside counts for and against: which of two deliveries with the same time was begun first, when something was read that is too far
 * ahead, and whether a delete or a move that was refused or given up had its effect.
 */
final class LostValues {

    private final Instant end = Instant.now();
    private final Set<Integer> certain;
    private final Map<Step, Set<Delivery>> deliveries = new HashMap<>();
    private final Set<String> shown = new HashSet<>();

    /**
     * @param certain the numbers of the events of which a sender heard that they were applied, or overtaken
     * @param journal what the application showed
     */
    LostValues(Set<Integer> certain, List<Delivery> deliveries, List<JsonNode> journal) {
        this.certain = certain;
        deliveries.forEach(delivery -> delivery.steps().forEach(step -> this.deliveries
                .computeIfAbsent(step, any -> new HashSet<>())
                .add(delivery)));
        journal.forEach(entry -> {
            String id = entry.path("id").asText();
            shown.add(id + " name " + entry.path("displayName").asText());
            shown.add(id + " place " + entry.path("parent").asText(Step.TOP));
        });
    }

    /** One line for each organization that is not as it must be. */
    List<String> in(Map<String, String> state, List<Step> steps) {
        Map<String, List<Step>> byOrganization =
                steps.stream().filter(this::isTold).collect(Collectors.groupingBy(Step::organization));
        List<String> lost = new ArrayList<>();
        byOrganization.forEach((id, all) -> {
            String is = state.getOrDefault(id, "");
            if (is.isEmpty() ? !mayBeMissing(all) : !mayBe(is, all)) {
                lost.add(id + " is '" + is + "': " + all);
            }
        });
        return lost;
    }

    private boolean isTold(Step step) {
        return step.isDelete()
                || step.displayName().isPresent()
                || step.placement().isPresent();
    }

    private boolean mayBeMissing(List<Step> all) {
        return newest(all, step -> true).stream().anyMatch(Step::isDelete)
                || all.stream()
                        .noneMatch(step -> isCertain(step) && step.displayName().isPresent());
    }

    private boolean mayBe(String state, List<Step> all) {
        String name = state.replaceFirst(" under .*", "");
        String place = state.replaceFirst(".* under ", "");
        return newest(all, step -> true).stream().anyMatch(step -> !step.isDelete())
                && newest(all, step -> step.displayName().isPresent()).stream()
                        .anyMatch(step -> step.displayName().equals(Optional.of(name)))
                && mayBeAt(place, all);
    }

    /** Whoever is made again by something that says no place is at the top level. */
    private boolean mayBeAt(String place, List<Step> all) {
        Set<Step> newest = newest(all, step -> step.placement().isPresent());
        boolean isPlaced = newest.stream().anyMatch(this::isCertain);
        boolean mayBeAnew = all.stream()
                .filter(step -> step.isDelete() && mayCount(step))
                .anyMatch(deleted -> newest.stream().anyMatch(step -> !isNewer(step, deleted)));
        return newest.stream().anyMatch(step -> step.placement().equals(Optional.of(place)))
                || place.equals(Step.TOP) && (!isPlaced || mayBeAnew);
    }

    /** Those that may be the newest. */
    private Set<Step> newest(List<Step> all, Predicate<Step> which) {
        List<Step> some = all.stream().filter(which).filter(this::mayCount).toList();
        return some.stream()
                .filter(step -> some.stream().noneMatch(other -> isCertain(other) && isNewer(other, step)))
                .collect(Collectors.toSet());
    }

    private boolean isNewer(Step one, Step other) {
        if (one.isFarAhead(end) || other.isFarAhead(end)) {
            return false;
        }
        return one.at().isAfter(other.at()) || one.at().equals(other.at()) && isLaterInDelivery(one, other);
    }

    private boolean isLaterInDelivery(Step one, Step other) {
        Set<Delivery> of = deliveries.get(one);
        return of.size() == 1
                && of.equals(deliveries.get(other))
                && of.stream()
                        .allMatch(delivery ->
                                delivery.steps().indexOf(one) > delivery.steps().indexOf(other));
    }

    private boolean isCertain(Step step) {
        return certain.contains(step.number()) && !step.isFarAhead(end);
    }

    private boolean mayCount(Step step) {
        return certain.contains(step.number())
                || step.isDelete()
                || step.displayName()
                        .filter(name -> shown.contains(step.organization() + " name " + name))
                        .isPresent()
                || step.placement()
                        .filter(place -> shown.contains(step.organization() + " place " + place))
                        .isPresent();
    }
}
