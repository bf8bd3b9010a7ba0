package dev.orgrelay.source.snapshot;

/** A snapshot that cannot be used, because it is not whole or not understood. The message is for people and holds no header and no URL. */
public final class SnapshotException extends Exception {

    private static final long serialVersionUID = 1L;

    SnapshotException(String message) {
        super(message, null, false, false);
    }
}
