package dev.orgrelay.source.fetch;

/**
 * There was no usable answer; later there may be one. The message reads on from what was tried ("the lookup", "page 2"), and holds no header and no URL.
 */
public final class FetchException extends Exception {

    private static final long serialVersionUID = 1L;

    FetchException(String message) {
        super(message, null, false, false);
    }
}
