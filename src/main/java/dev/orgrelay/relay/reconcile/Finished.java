package dev.orgrelay.relay.reconcile;

import dev.orgrelay.organization.Outcome;
import dev.orgrelay.plan.Step;
import java.time.Duration;
import java.util.Optional;

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
