package dev.orgrelay.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Cause;
import dev.orgrelay.organization.Outcome.Deferred;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** The senders of a {@link Simulation}: they deliver again what was deferred, or what nobody answered, until they give up. */
final class SimulatedSenders {

    /** What no sender can do anything about: nobody creates the organization, or its place. */
    private static final Set<Cause> ENDLESS = Set.of(Cause.MISSING, Cause.NO_PLACE);

    private final List<List<SimulatedEvent>> deliveries;
    private final Random random;
    private final BooleanSupplier isCalm;
    private final SimulationOracle oracle;
    private final List<String> story;
    private final Set<Integer> underWay = new HashSet<>();
    private final Set<Integer> over = new HashSet<>();
    private final Map<SimulatedEvent, Outcome> outcomes = new HashMap<>();

    /** @param isCalm whether nobody gives up any more */
    SimulatedSenders(
            List<List<SimulatedEvent>> deliveries,
            Random random,
            BooleanSupplier isCalm,
            SimulationOracle oracle,
            List<String> story) {
        this.deliveries = deliveries;
        this.random = random;
        this.isCalm = isCalm;
        this.oracle = oracle;
        this.story = story;
    }

    int deliveries() {
        return deliveries.size();
    }

    boolean isOver(int delivery) {
        return over.contains(delivery);
    }

    boolean isQuiet() {
        return underWay.isEmpty();
    }

    /** Nobody waits for an answer any more. */
    void stopWaiting() {
        underWay.clear();
    }

    /** Delivers something, if its turn has come; now and then what is over or under way is delivered again. */
    void deliverSomething(SimulatedInstance to, Instant now) {
        int delivery = random.nextInt(deliveries.size());
        boolean isImpatient = random.nextInt(12) == 0;
        if (isImpatient || !over.contains(delivery) && !underWay.contains(delivery)) {
            deliver(delivery, to, now);
        }
    }

    void deliver(int delivery, SimulatedInstance to, Instant now) {
        List<Change> changes = deliveries.get(delivery).stream()
                .map(event -> event.change(now))
                .toList();
        underWay.add(delivery);
        story.add(now + ": delivery " + delivery + " to " + to);
        to.relay().apply(changes).subscribe().with(answers -> heard(delivery, answers));
    }

    private void heard(int delivery, List<Outcome> answers) {
        List<SimulatedEvent> told = deliveries.get(delivery);
        underWay.remove(delivery);
        story.add("answer to delivery " + delivery + ": " + answers);
        for (int i = 0; i < told.size(); i++) {
            outcomes.put(told.get(i), answers.get(i));
            if (isDone(told.get(i), answers.get(i))) {
                oracle.counts(told.get(i));
            }
        }
        boolean isFinal = answers.stream().noneMatch(Deferred.class::isInstance);
        if (isFinal || !isCalm.getAsBoolean() && random.nextInt(15) == 0) {
            over.add(delivery);
        }
    }

    /** What is too far ahead is older than others only until it is read again. */
    private static boolean isDone(SimulatedEvent event, Outcome answer) {
        boolean isStale = answer instanceof Outcome.Stale && !event.isFarAhead();
        return isStale || answer instanceof Outcome.Applied || answer instanceof Outcome.Duplicate;
    }

    /** Nothing waits for ever, but for an organization that nobody creates, or for its place. */
    void requireThatNothingWaits() {
        for (int delivery = 0; delivery < deliveries.size(); delivery++) {
            if (!over.contains(delivery)) {
                assertThat(deliveries.get(delivery))
                        .as(() -> "no end of " + story)
                        .allMatch(this::isOverOrEndless);
            }
        }
    }

    private boolean isOverOrEndless(SimulatedEvent event) {
        Outcome outcome = outcomes.get(event);
        return outcome != null && (!(outcome instanceof Deferred deferred) || ENDLESS.contains(deferred.cause()));
    }
}
