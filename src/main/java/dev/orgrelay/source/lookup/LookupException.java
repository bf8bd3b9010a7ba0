package dev.orgrelay.source.lookup;

/** The sender could not be asked at the moment; later it may answer. The message holds no header and no URL. */
public final class LookupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LookupException(String message) {
        super(message, null, false, false);
    }
}
