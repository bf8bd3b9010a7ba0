package dev.orgrelay.relay;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Sends the change of a dead letter through the relay once more, as what it was: from its sender, of its time. So it can be repeated without harm. */
@ApplicationScoped
public class Replay {

    private final Relay relay;
    private final DeadLetters deadLetters;

    Replay(Relay relay, DeadLetters deadLetters) {
        this.relay = relay;
        this.deadLetters = deadLetters;
    }

    /**
     * Applies {@code change}, which is that of {@code letter}. The letter is removed when nothing is left to do, and kept otherwise. Fails if the dead
     * letters cannot be reached.
     */
    public Uni<Outcome> of(DeadLetter letter, Change change) {
        return relay.apply(List.of(change), refused -> refused.inPlaceOf(letter))
                .map(outcomes -> outcomes.get(0))
                .call(outcome -> outcome.isDone()
                        ? deadLetters.remove(letter.id()).replaceWithVoid()
                        : Uni.createFrom().voidItem());
    }
}
