package dev.orgrelay.plan;

import dev.orgrelay.organization.OrganizationId;
import java.util.List;
import java.util.Optional;

/**
 * The steps that turn the actual hierarchy of an application into the desired one, in an order that always works. Nothing is called for it.
 *
 * <p>One step for each organization that differs. Only where a limit of the application stands in the way of every order, an organization that has to
 * move anyway is first moved to the top level ({@link Step.Detour}).
 *
 * @param application name of the application
 * @param steps what to do, in an order that works; others that work are those which respect {@link Scheduled#after()}
 * @param held deletes that were stopped; empty if there are none, or if they are released
 * @param impossible what is desired but cannot be done, each with the reason
 * @param digest names the deletes that are wanted, held or not; empty if there are none
 */
public record Plan(
        String application,
        List<Scheduled> steps,
        Optional<Held> held,
        List<Impossible> impossible,
        Optional<String> digest) {

    /** The plan that makes {@code actual} like {@code desired}, as far as {@code rules} and {@code limits} allow it. */
    public static Plan of(String application, Hierarchy actual, Hierarchy desired, Limits limits, Rules rules) {
        return new Planning(application, actual, desired, limits, rules).plan();
    }

    /** How many organizations differ and can be brought in line, now or after a release. */
    public int changes() {
        return count("create") + count("update") + deletes();
    }

    /** How many steps have that word: {@code create}, {@code update}, {@code temporary-move}, {@code delete}. */
    public int count(String word) {
        return (int) steps.stream()
                .filter(scheduled -> scheduled.step().word().equals(word))
                .count();
    }

    /** How many deletes it has, held or not. */
    public int deletes() {
        return count("delete") + held.map(stopped -> stopped.deletes().size()).orElse(0);
    }

    /** Whether {@code release} names exactly the deletes of this plan. */
    public boolean isReleasedBy(String release) {
        return digest.filter(release::equals).isPresent();
    }

    /** The same for people: a line for each step, and a count. */
    @Override
    public String toString() {
        return new PlanText(PlanText.Colour.NONE).of(this);
    }

    /** The organizations that would be deleted, in alphabetical order. */
    static List<OrganizationId> ids(List<Step.Delete> deletes) {
        return deletes.stream()
                .map(Step.Delete::organization)
                .sorted((one, other) -> one.value().compareTo(other.value()))
                .toList();
    }
}
