package dev.orgrelay.relay.explorer;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Cause;
import dev.orgrelay.organization.Outcome.Deferred;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Whoever sends events together, until it hears a final answer about all of them or gives up. */
final class Sender {

    private static final Set<Cause> WAITS = EnumSet.of(Cause.BUSY, Cause.NO_TIME, Cause.MISSING, Cause.NO_PLACE);

    private enum State {
        TO_SEND,
        WAITING,
        FINAL,
        GONE
    }

    private final List<Event> events;
    private final List<Change> changes;
    private State state = State.TO_SEND;
    private List<Outcome> heard = List.of();
    private boolean hasSent;

    Sender(List<Event> events) {
        this.events = events;
        this.changes = events.stream().map(Event::change).toList();
    }

    List<Event> events() {
        return events;
    }

    List<Change> changes() {
        return changes;
    }

    boolean isToSend() {
        return state == State.TO_SEND;
    }

    boolean isWaiting() {
        return state == State.WAITING;
    }

    boolean isFinal() {
        return state == State.FINAL;
    }

    boolean isOver() {
        return state == State.FINAL || state == State.GONE;
    }

    boolean hasSent() {
        return hasSent;
    }

    /** Whether all that keeps it from an end is that there is no place for it. */
    boolean isInVain() {
        return isToSend()
                && heard.stream()
                        .anyMatch(outcome -> outcome instanceof Deferred deferred
                                && (deferred.cause() == Cause.MISSING || deferred.cause() == Cause.NO_PLACE));
    }

    /** Whether it comes at once: for the first time, or because something may have come of it. Whoever has to wait for others comes when all are at rest. */
    boolean isEager() {
        return isToSend()
                && heard.stream()
                        .filter(Deferred.class::isInstance)
                        .map(outcome -> ((Deferred) outcome).cause())
                        .noneMatch(WAITS::contains);
    }

    void sends() {
        state = State.WAITING;
        heard = List.of();
        hasSent = true;
    }

    void hears(List<Outcome> outcomes) {
        heard = outcomes;
        state = outcomes.stream().anyMatch(Deferred.class::isInstance) ? State.TO_SEND : State.FINAL;
    }

    void hearsNothing() {
        state = State.TO_SEND;
    }

    void givesUp() {
        state = State.GONE;
    }

    /** The events that it takes for done: what was refused does not count, nor what was given up. */
    Stream<String> believed() {
        return isFinal()
                ? IntStream.range(0, events.size())
                        .filter(index -> !(heard.get(index) instanceof Outcome.Refused))
                        .mapToObj(index -> events.get(index).id())
                : Stream.empty();
    }

    void appendTo(StringBuilder text) {
        text.append(state).append(hasSent ? "" : " first");
        if (isFinal()) {
            heard.forEach(outcome -> text.append(outcome instanceof Outcome.Refused ? " refused" : " done"));
        }
        text.append(isInVain() ? " in vain" : "").append(isToSend() && !isEager() ? " later" : "");
    }
}
