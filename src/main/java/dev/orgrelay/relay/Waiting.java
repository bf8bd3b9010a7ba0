package dev.orgrelay.relay;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Placement;
import java.util.List;
import java.util.Optional;

/**
 * A move that came before its organization existed. It had no effect; whoever creates the organization takes it along.
 *
 * @param placement where the organization belongs
 * @param mark who says so, and the time that decides about order
 * @param event which event; empty if it has no id
 * @param earlier the events of earlier changes of the same delivery and organization
 */
public record Waiting(Placement placement, Mark mark, Optional<EventKey> event, List<EventKey> earlier) {

    public Waiting {
        earlier = List.copyOf(earlier);
    }

    /** The change of {@code turn}, which is a move. */
    static Waiting of(Turn turn) {
        Intention move = turn.intention();
        return new Waiting(turn.change().placement(), move.mark(), move.event(), move.earlier());
    }

    /** The one that counts, this or {@code other}. */
    Waiting orNewer(Waiting other) {
        return Intention.of(other).isNewerThan(Intention.of(this)) ? other : this;
    }

    /** {@code change}, which creates the organization, with the place that this move asks for; empty if it cannot create one. */
    Optional<Change> takenAlongBy(Change change) {
        return change.displayName()
                .map(name -> new Change.Create(
                        change.application(), change.organization(), name, placement.parent(), change.provenance()));
    }
}
