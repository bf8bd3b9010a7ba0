package dev.orgrelay.source.fetch;

/**
 * There was no usable answer; later there may be one. The message reads on from what was tried ("the lookup", "page 2"), and holds no header and no URL.
 */
public final class FetchException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean tooLarge;

    FetchException(String message) {
        this(message, false);
    }

    FetchException(String message, boolean tooLarge) {
        super(message, null, false, false);
        this.tooLarge = tooLarge;
    }

    /** Whether the answer was larger than allowed. */
    public boolean isTooLarge() {
        return tooLarge;
    }
}
