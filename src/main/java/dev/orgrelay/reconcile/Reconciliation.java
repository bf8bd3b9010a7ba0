package dev.orgrelay.reconcile;

import dev.orgrelay.organization.Outcome;
import dev.orgrelay.plan.Plan;
import dev.orgrelay.plan.Rules;
import dev.orgrelay.plan.Step;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A plan that was carried out, as far as that was possible.
 *
 * @param desired what it was for
 * @param rules what the plan was allowed
 * @param finished every step with its outcome, in the order in which they ended
 * @param took how long it took
 */
public record Reconciliation(DesiredState desired, Rules rules, Plan plan, List<Finished> finished, Duration took) {

    /**
     * A step that came to its end, well or not, and how far the run is.
     *
     * @param done how many steps have come to their end, with this one
     * @param total how many steps there are
     * @param elapsed since the run began
     */
    public record Finished(Step step, Outcome outcome, int done, int total, Duration elapsed) {

        /** Whether what the step is for is true now, or something newer is. */
        public boolean isDone() {
            return outcome.isDone();
        }

        /** Steps per second so far; empty as long as no time has passed. */
        public Optional<Double> rate() {
            return Optional.of(elapsed).filter(time -> !time.isZero()).map(time -> done * 1e9 / time.toNanos());
        }

        /** How many seconds the rest is expected to take. */
        public Optional<Double> secondsLeft() {
            return rate().map(rate -> (total - done) / rate);
        }
    }

    /** How many steps with that word ({@code create}, {@code update}, {@code delete}) were applied. */
    public int applied(String word) {
        return (int) finished.stream()
                .filter(one -> one.outcome() instanceof Outcome.Applied)
                .filter(one -> one.step().word().equals(word))
                .count();
    }

    /** How many steps have that outcome ({@code applied}, {@code stale}, {@code deferred}, {@code refused}). */
    public int outcomes(String word) {
        return (int) finished.stream()
                .filter(one -> one.outcome().word().equals(word))
                .count();
    }

    /** Whether the application is now as desired. A step that something newer has overtaken leaves it otherwise. */
    public boolean isComplete() {
        return plan.held().isEmpty()
                && plan.impossible().isEmpty()
                && outcomes("stale") == 0
                && finished.stream().allMatch(Finished::isDone);
    }

    /** How long to wait before it is tried again; empty if trying again would not help. */
    public Optional<Duration> retryAfter() {
        return finished.stream()
                .map(one -> one.outcome().retryAfter())
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
    }

    /** The outcome of each step that did not succeed. */
    public List<Finished> failures() {
        return finished.stream().filter(one -> !one.isDone()).toList();
    }

    /** The deletes that were held. */
    public List<Step.Delete> held() {
        return plan.held().map(stopped -> stopped.deletes()).orElse(List.of());
    }
}
