package dev.orgrelay.relay;

import java.time.Instant;

/**
 * The right to change an organization, for some time.
 *
 * @param id whose right it is
 * @param until when it ends, unless it is renewed
 * @param intended what will have been overtaken if the holder does what it wants to. If it is never heard of again, it may have done so, and
 *     nothing older must follow
 */
public record Lease(String id, Instant until, FieldTimes intended) {

    boolean isOver(Instant now) {
        return !until.isAfter(now);
    }
}
