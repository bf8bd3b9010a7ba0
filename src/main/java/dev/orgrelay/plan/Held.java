package dev.orgrelay.plan;

import java.util.List;

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
