package dev.orgrelay.plan;

import java.util.List;
import java.util.Optional;

/** How a plan comes about: what differs, within the scope, filtered by the policy, stopped by the guard, possible, in order. */
final class Planning {

    private final String application;
    private final Hierarchy actual;
    private final Hierarchy desired;
    private final Forest forest;
    private final Limits limits;
    private final Rules rules;
    private final Scope scope;

    Planning(String application, Hierarchy actual, Hierarchy desired, Limits limits, Rules rules) {
        this.application = application;
        this.actual = actual;
        this.desired = desired;
        this.forest = Forest.of(actual);
        this.limits = limits.including(forest);
        this.rules = rules;
        this.scope = new Scope(rules.scope());
    }

    Plan plan() {
        List<Step> allowed = Difference.between(actual, desired).stream()
                .filter(rules.policy()::allows)
                .toList();
        StepFilter filter = new StepFilter(allowed);
        scope.apply(filter, actual, desired);

        List<Step.Delete> deletes = deletes(filter);
        Optional<String> digest = Optional.of(deletes)
                .filter(some -> !some.isEmpty())
                .map(some -> Digest.of(application, rules.scope(), Plan.ids(some)));
        Optional<Held> held = digest.flatMap(name -> held(deletes, name));
        held.ifPresent(stopped -> stopped.deletes().forEach(delete -> filter.ignore(delete.organization())));

        new Feasibility(forest, limits).apply(filter);
        List<Step> order = Ordering.of(forest, filter.steps(), limits);
        return new Plan(application, Schedule.of(forest, order, limits), held, filter.impossible(), digest);
    }

    private Optional<Held> held(List<Step.Delete> deletes, String digest) {
        return rules.guard()
                .objection(deletes.size(), scope.count(actual))
                .filter(objection -> rules.release().filter(digest::equals).isEmpty())
                .map(objection -> new Held(deletes, digest, objection));
    }

    private static List<Step.Delete> deletes(StepFilter filter) {
        return filter.steps().stream()
                .filter(Step.Delete.class::isInstance)
                .map(Step.Delete.class::cast)
                .toList();
    }
}
