package dev.orgrelay.relay;

import dev.orgrelay.organization.Outcome.Cause;
import dev.orgrelay.organization.Outcome.Deferred;

/** What is kept could not be read, written or taken. The message is fit for people, names the place and what it answered, and holds no credentials. */
public class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Cause cause;

    /** @param cause what a change that met this waits for */
    public StoreException(Cause cause, String message) {
        super(message, null, false, false);
        this.cause = cause;
    }

    /** What becomes of a change that met this. */
    public Deferred deferred() {
        return new Deferred(cause, getMessage());
    }
}
