package dev.orgrelay.reconcile;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.orgrelay.organization.Text;
import java.util.Optional;

/** A person has looked at a plan, or at its deletes, but that is not what would be done now: nothing is done. */
public final class OutdatedPlanException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ArrayNode changed;

    private OutdatedPlanException(String message, ArrayNode changed) {
        super(message, null, false, false);
        this.changed = changed;
    }

    /** The deletes that were released are not the ones of {@code digest}. */
    static OutdatedPlanException release(String release, Optional<String> digest) {
        return new OutdatedPlanException(
                "release=" + Text.shorten(release) + " does not name the deletes of this plan, so nothing was done; "
                        + digest.map(now -> "look at the plan again: its deletes have the digest " + now)
                                .orElse("it has no deletes, and only the policies sync and sync-owned have any"),
                JsonNodeFactory.instance.arrayNode());
    }

    /** @param changed each organization that is not as it was: {@code organization}, {@code before}, {@code now} */
    static OutdatedPlanException plan(ArrayNode changed) {
        return new OutdatedPlanException(
                changed.isEmpty()
                        ? "the same organizations are there, but the plan would be another one now, so nothing was done:"
                                + " settings or owned organizations have changed; make another plan"
                        : Text.count(changed.size(), "organization")
                                + " changed since the plan was made, so nothing was" + " done; make another plan",
                changed);
    }

    /** What has changed since a saved plan was made. */
    public ArrayNode changed() {
        return changed;
    }
}
