package dev.orgrelay.intake;

/** Something that was kept cannot be tried once more; the message says why. */
public final class NotReplayableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotReplayableException(String message) {
        super(message, null, false, false);
    }
}
