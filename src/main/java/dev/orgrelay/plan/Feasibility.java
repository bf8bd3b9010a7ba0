package dev.orgrelay.plan;

import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.plan.Limits.Obstacle;
import dev.orgrelay.plan.Limits.Rule;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether the state at the end of a plan can exist. It may not when the policy, the scope or the guard keeps back some of the steps: what stays may be
 * in the way of what comes. Then the steps that lead there are sorted out before the first call.
 */
record Feasibility(Hierarchy actual, Limits limits) {

    void apply(StepFilter filter) {
        while (dropOne(filter, actual.after(filter.steps()))) {
            // what is dropped may be missed by others
        }
    }

    private boolean dropOne(StepFilter filter, Hierarchy later) {
        return Stream.of(Rule.values()).anyMatch(rule -> {
            Optional<Step> culprit = culprit(filter, later, rule);
            culprit.ifPresent(step -> drop(filter, later, rule, step.organization()));
            return culprit.isPresent();
        });
    }

    /** The step to blame if the end state breaks {@code rule}: the deepest, and of too many new ones first those with nothing below them. */
    private Optional<Step> culprit(StepFilter filter, Hierarchy later, Rule rule) {
        return filter.steps().stream()
                .filter(step -> breaks(later, step, rule))
                .max(Comparator.comparing((Step step) -> rule == Rule.ROOM
                                && later.childrenOf(step.organization()).isEmpty())
                        .thenComparing(step -> later.depthOf(step.organization())));
    }

    /** What is below something that is too deep is not to blame. */
    private boolean breaks(Hierarchy later, Step step, Rule rule) {
        return switch (rule) {
            case ROOM -> step instanceof Step.Create && later.size() > limits.organizations();
            case DEPTH -> isAgainst(later, step, rule) && later.depthOf(step.organization()) <= limits.depth() + 1;
            default -> isAgainst(later, step, rule);
        };
    }

    private boolean isAgainst(Hierarchy later, Step step, Rule rule) {
        return limits.against(later, step)
                .map(Obstacle::rule)
                .filter(rule::equals)
                .isPresent();
    }

    private void drop(StepFilter filter, Hierarchy later, Rule rule, OrganizationId id) {
        String parent = "'" + later.parentOf(id).map(OrganizationId::value).orElse("") + "'";
        switch (rule) {
            case NO_CHILDREN ->
                filter.drop(id, "'" + later.childrenOf(id).iterator().next() + "' stays below it");
            case PARENT_EXISTS -> filter.dropPlace(id, "there is no " + parent + " to be its parent");
            case NO_CIRCLE -> filter.dropPlace(id, "its parent " + parent + " stays below it");
            case DEPTH ->
                filter.dropPlace(id, "under " + parent + " it is too deep: there can be " + limits.depth() + " levels");
            case ROOM -> filter.drop(id, "the application is full: it can hold " + limits.organizations());
        }
    }
}
