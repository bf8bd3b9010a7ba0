package dev.orgrelay.plan;

import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Sha256;
import dev.orgrelay.organization.Text;
import dev.orgrelay.plan.Plan.Held;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a plan comes about: what differs, within the scope, filtered by the policy, stopped by the guard, possible, in order. */
final class Planning {

    private static final int DIGITS = 16;

    private final String application;
    private final Hierarchy actual;
    private final Hierarchy desired;
    private final Limits limits;
    private final Rules rules;
    private final Scope scope;

    Planning(String application, Hierarchy actual, Hierarchy desired, Limits limits, Rules rules) {
        this.application = application;
        this.actual = actual;
        this.desired = desired;
        this.limits = limits.including(actual);
        this.rules = rules;
        this.scope = new Scope(rules.scope());
    }

    /** @param leftAlone what no step may touch, each with the reason */
    Plan plan(Map<OrganizationId, String> leftAlone) {
        StepFilter filter =
                new StepFilter(difference(actual, desired).filter(rules::allows).toList());
        scope.apply(filter, actual, desired);
        leftAlone.forEach((id, what) -> filter.leaveAlone(id, "IoT Central lists " + what + "; it is left alone"));

        List<Step.Delete> deletes = filter.deletes();
        Optional<String> digest =
                Optional.of(deletes).filter(some -> !some.isEmpty()).map(this::digest);
        Optional<Held> held = digest.flatMap(name -> held(deletes, name));
        held.ifPresent(stopped -> stopped.deletes().forEach(delete -> filter.ignore(delete.organization())));

        new Feasibility(actual, limits).apply(filter);
        List<Step> order = Ordering.of(actual, filter.steps(), limits);
        return new Plan(
                application,
                actual,
                desired,
                Schedule.of(actual, order, limits),
                held,
                filter.impossible(),
                digest,
                foreign());
    }

    /** How many organizations stay only because Org Relay has neither made nor adopted them. */
    private int foreign() {
        return rules.policy() != Policy.SYNC_OWNED
                ? 0
                : (int) difference(actual, desired)
                        .filter(step -> step instanceof Step.Delete && !rules.allows(step))
                        .filter(step -> scope.covers(actual, step.organization()))
                        .count();
    }

    /**
     * One step for each organization that is not as it should be. Names are compared letter by letter, without what nobody sees at their ends: no desired name has
     * any there.
     */
    static Stream<Step> difference(Hierarchy actual, Hierarchy desired) {
        Stream<Step> wanted = desired.organizations().stream()
                .filter(organization -> actual.find(organization.id())
                        .filter(found -> isSame(found, organization))
                        .isEmpty())
                .map(organization -> actual.find(organization.id())
                        .<Step>map(before -> new Step.Update(before, organization))
                        .orElseGet(() -> new Step.Create(organization)));
        Stream<Step> unwanted = actual.organizations().stream()
                .filter(organization -> !desired.contains(organization.id()))
                .map(Step.Delete::new);
        return Stream.concat(wanted, unwanted);
    }

    private static boolean isSame(Organization actual, Organization desired) {
        return actual.parent().equals(desired.parent())
                && Text.trim(actual.displayName()).equals(Text.trim(desired.displayName()));
    }

    /** A short name for exactly these deletes, in this application, within this scope. */
    private String digest(List<Step.Delete> deletes) {
        String text = Stream.concat(
                        Stream.of(
                                application,
                                rules.scope().map(OrganizationId::value).orElse("")),
                        deletes.stream()
                                .map(delete -> delete.organization().value())
                                .sorted())
                .collect(Collectors.joining("\n"));
        return Sha256.hex(text, DIGITS);
    }

    private Optional<Held> held(List<Step.Delete> deletes, String digest) {
        return rules.guard()
                .objection(deletes.size(), scope.count(actual))
                .filter(objection -> rules.release().filter(digest::equals).isEmpty())
                .map(objection -> new Held(deletes, digest, objection));
    }
}
