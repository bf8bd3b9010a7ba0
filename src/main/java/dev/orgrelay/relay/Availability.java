package dev.orgrelay.relay;

import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Awaited;
import dev.orgrelay.organization.Outcome.Deferred;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which applications have turned out to be unavailable while many changes are applied, so that they are not asked again for the rest.
 *
 * <p>Failures that may be due to the change itself count as such only when two come in a row: one organization that IoT Central cannot digest must not
 * hold up the others.
 */
public final class Availability {

    private final Map<String, Outcome> unavailable = new ConcurrentHashMap<>();
    private final Set<String> doubtful = ConcurrentHashMap.newKeySet();

    /** Why {@code application} is not asked any more; empty as long as it is. */
    public Optional<Outcome> obstacle(String application) {
        return Optional.ofNullable(unavailable.get(application));
    }

    /** Learns from what became of a change. */
    public void learn(String application, Outcome outcome) {
        if (isUnavailable(application, outcome)) {
            unavailable.put(application, outcome);
        }
    }

    private boolean isUnavailable(String application, Outcome outcome) {
        Optional<Awaited> awaited = Optional.of(outcome)
                .filter(Deferred.class::isInstance)
                .map(deferred -> ((Deferred) deferred).awaited());
        if (awaited.filter(Awaited.ANSWER::equals).isPresent()) {
            return !doubtful.add(application);
        }
        doubtful.remove(application);
        return awaited.filter(Awaited.APPLICATION::equals).isPresent();
    }
}
