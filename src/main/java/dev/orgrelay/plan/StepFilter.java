package dev.orgrelay.plan;

import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.plan.Plan.Impossible;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Steps of which some are sorted out, each with the reason. */
final class StepFilter {

    private final Map<OrganizationId, Step> steps = new LinkedHashMap<>();
    private final List<Impossible> impossible = new ArrayList<>();

    StepFilter(List<Step> steps) {
        steps.forEach(step -> this.steps.put(step.organization(), step));
    }

    /** The steps that are left. */
    List<Step> steps() {
        return List.copyOf(steps.values());
    }

    List<Step.Delete> deletes() {
        return steps.values().stream()
                .filter(Step.Delete.class::isInstance)
                .map(Step.Delete.class::cast)
                .toList();
    }

    List<Impossible> impossible() {
        return List.copyOf(impossible);
    }

    Optional<Step> stepOf(OrganizationId id) {
        return Optional.ofNullable(steps.get(id));
    }

    /** Whether {@code id} gets a place by one of the steps. */
    boolean places(OrganizationId id) {
        return stepOf(id).filter(Step::places).isPresent();
    }

    /** Sorts out the step of {@code id}. */
    void drop(OrganizationId id, String reason) {
        impossible.add(new Impossible(steps.remove(id), reason));
    }

    /** Sorts out the step of {@code id}, if there is one. */
    void leaveAlone(OrganizationId id, String reason) {
        stepOf(id).ifPresent(step -> drop(id, reason));
    }

    /** Sorts out what gives {@code id} a place; an organization that cannot be moved can still be renamed. */
    void dropPlace(OrganizationId id, String reason) {
        Step step = steps.get(id);
        drop(id, reason);
        if (step instanceof Step.Update update) {
            update.withoutMove().ifPresent(rename -> steps.put(id, rename));
        }
    }

    /** Leaves the step of {@code id} out, without a word. */
    void ignore(OrganizationId id) {
        steps.remove(id);
    }

    /** Keeps {@code id} where it is, without a word. */
    void ignoreMove(Step.Update update) {
        ignore(update.organization());
        update.withoutMove().ifPresent(rename -> steps.put(update.organization(), rename));
    }

    /** The parent that the step of {@code id} asks for. */
    Optional<OrganizationId> parentAfter(OrganizationId id) {
        return stepOf(id).flatMap(Step::after).flatMap(Organization::parent);
    }
}
