package dev.orgrelay.relay;

import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Cause;
import dev.orgrelay.organization.Outcome.Concern;
import dev.orgrelay.organization.Outcome.Deferred;
import java.util.Optional;

/**
 * Whether an application has turned out to be unavailable while many changes are applied, so that it is not asked again for the rest.
 *
 * <p>Failures that may be due to the change itself count as such only when two come in a row: one organization that IoT Central cannot digest must not
 * hold up the others.
 */
public final class Availability {

    private Optional<Outcome> obstacle = Optional.empty();
    private boolean isDoubtful;

    /** Why the application is not asked any more; empty as long as it is. */
    public synchronized Optional<Outcome> obstacle() {
        return obstacle;
    }

    /** Learns from what became of a change. */
    public synchronized void learn(Outcome outcome) {
        if (saysUnavailable(outcome)) {
            obstacle = Optional.of(outcome);
        }
    }

    private boolean saysUnavailable(Outcome outcome) {
        Optional<Cause> cause =
                Optional.of(outcome).filter(Deferred.class::isInstance).map(deferred -> ((Deferred) deferred).cause());
        boolean isSecondInARow = isDoubtful;
        isDoubtful = cause.filter(Cause.NO_ANSWER::equals).isPresent();
        return isDoubtful
                ? isSecondInARow
                : cause.map(Cause::concern).filter(Availability::isOfAll).isPresent();
    }

    private static boolean isOfAll(Concern concern) {
        return concern == Concern.THIS_APPLICATION || concern == Concern.THIS_INSTANCE;
    }
}
