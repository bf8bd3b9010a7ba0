package dev.orgrelay.relay.reconcile;

import dev.orgrelay.organization.Text;
import java.util.Optional;

/** Deletes were released, but they are not the ones that would be made now: nothing is done. */
public final class OutdatedReleaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OutdatedReleaseException(String release, Optional<String> digest) {
        super(
                "release=" + Text.shorten(release) + " does not name the deletes of this plan, so nothing was done; "
                        + digest.map(now -> "look at the plan again: its deletes have the digest " + now)
                                .orElse("it has no deletes, and only the policy sync has any"),
                null,
                false,
                false);
    }
}
