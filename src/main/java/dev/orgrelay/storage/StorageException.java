package dev.orgrelay.storage;

import dev.orgrelay.organization.Outcome.Cause;
import dev.orgrelay.organization.Text;
import dev.orgrelay.relay.StoreException;

/** A call to Azure Storage that did not do what it was for. */
final class StorageException extends StoreException {

    private static final long serialVersionUID = 1L;

    private static final int NO_ANSWER = 0;

    private final int status;
    private final Cause cause;
    private final String what;

    private StorageException(int status, Cause cause, String account, String what) {
        super(cause, "Azure Storage" + account + " " + what);
        this.status = status;
        this.cause = cause;
        this.what = what;
    }

    private StorageException(int status, String what) {
        this(status, Cause.NO_STORAGE, "", what);
    }

    /** @param status 0 if nothing came */
    static StorageException answered(int status, String code) {
        return status == NO_ANSWER
                ? new StorageException(NO_ANSWER, "cannot be reached, or did not answer in time")
                : new StorageException(status, "answered " + status + (code.isEmpty() ? "" : " " + code));
    }

    static StorageException noAnswer(Throwable cause) {
        String detail = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new StorageException(NO_ANSWER, "gave no usable answer: " + Text.shorten(detail));
    }

    /** An answer came, but {@code what} was in it. */
    static StorageException unreadable(String what) {
        return new StorageException(NO_ANSWER, "answered with " + what);
    }

    /** One row is wrong; the others are not. */
    static StorageException unreadableRow(String what) {
        return new StorageException(NO_ANSWER, Cause.UNREADABLE, "", "holds " + what);
    }

    /** The same, with the name of the account. */
    StorageException of(String account) {
        return new StorageException(status, cause, " at " + account, what);
    }

    /** Whether it says nothing about others than one row. */
    static boolean isOfOneRow(Throwable failure) {
        return failure instanceof StorageException storage && storage.cause == Cause.UNREADABLE;
    }

    boolean is(int other) {
        return status == other;
    }

    /** Whether the same call may succeed a moment later. */
    boolean isTransient() {
        return status == NO_ANSWER || status == 408 || status == 429 || status >= 500;
    }
}
