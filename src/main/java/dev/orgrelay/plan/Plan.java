package dev.orgrelay.plan;

import dev.orgrelay.organization.OrganizationId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The steps that turn the actual hierarchy of an application into the desired one, in an order that always works. Nothing is called for it.
 *
 * <p>One step for each organization that differs. Only where a limit of the application stands in the way of every order, an organization that has to
 * move anyway is first moved to the top level ({@link Step.Detour}).
 *
 * @param application name of the application
 * @param actual what it is made from
 * @param desired what it is for
 * @param steps what to do, in an order that works; others that work are those which respect {@link Scheduled}
 * @param held deletes that were stopped; empty if there are none, or if they are released
 * @param impossible what is desired but cannot be done, each with the reason
 * @param digest names the deletes that are wanted, held or not; empty if there are none
 * @param foreign how many organizations stay only because Org Relay has neither made nor adopted them
 */
public record Plan(
        String application,
        Hierarchy actual,
        Hierarchy desired,
        List<Scheduled> steps,
        Optional<Held> held,
        List<Impossible> impossible,
        Optional<String> digest,
        int foreign) {

    /**
     * A step in its place. Whatever order respects what it waits for, one after the other or at once, every state in between is allowed. Steps are named
     * by their numbers, counted from 0 in the order of the plan.
     *
     * @param after those that must have succeeded before; without one of them this step cannot succeed
     * @param behind those that must have ended before, well or not
     */
    public record Scheduled(Step step, Set<Integer> after, Set<Integer> behind) {

        /** All that must have ended before. */
        public Set<Integer> waitsFor() {
            return Stream.concat(after.stream(), behind.stream()).collect(Collectors.toUnmodifiableSet());
        }
    }

    /**
     * Deletes that the guard has stopped: all of a plan, or none.
     *
     * @param digest names exactly these; whoever sends it releases them
     * @param reason why they are too many, for people
     */
    public record Held(List<Step.Delete> deletes, String digest, String reason) {

        /** {@code 30 deletes are held: more than 10 deletes}. */
        public String summary() {
            return (deletes.size() == 1 ? "1 delete is held: " : deletes.size() + " deletes are held: ") + reason;
        }
    }

    /**
     * A step that is wanted, but that the application has no room for, or that the rules do not allow to be finished. It is not tried.
     *
     * @param reason why, for people
     */
    public record Impossible(Step step, String reason) {}

    /** The plan that makes {@code actual} like {@code desired}, as far as {@code rules} and {@code limits} allow it. */
    public static Plan of(String application, Hierarchy actual, Hierarchy desired, Limits limits, Rules rules) {
        return of(application, actual, desired, limits, rules, Map.of());
    }

    /** @param leftAlone what no step may touch, each with the reason */
    public static Plan of(
            String application,
            Hierarchy actual,
            Hierarchy desired,
            Limits limits,
            Rules rules,
            Map<OrganizationId, String> leftAlone) {
        return new Planning(application, actual, desired, limits, rules).plan(leftAlone);
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

    /** The same for people. */
    @Override
    public String toString() {
        return new PlanText(PlanText.Colour.NONE).of(this, digest.map(name -> "release=" + name));
    }
}
