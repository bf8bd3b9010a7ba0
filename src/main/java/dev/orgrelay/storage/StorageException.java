package dev.orgrelay.storage;

import dev.orgrelay.organization.Text;

/** A call to Azure Storage that did not do what it was for. The message is fit for people and holds no credentials. */
final class StorageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int NO_ANSWER = 0;

    private final int status;

    private StorageException(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** @param status 0 if nothing came */
    static StorageException answered(int status, String code) {
        if (status == NO_ANSWER) {
            return new StorageException(NO_ANSWER, "Azure Storage cannot be reached, or did not answer in time");
        }
        return new StorageException(status, "Azure Storage answered " + status + (code.isEmpty() ? "" : " " + code));
    }

    static StorageException noAnswer(Throwable cause) {
        String detail = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new StorageException(NO_ANSWER, "Azure Storage gave no usable answer: " + Text.shorten(detail));
    }

    /** An answer came, but {@code what} was in it. */
    static StorageException unreadable(String what) {
        return new StorageException(NO_ANSWER, "Azure Storage answered with " + what);
    }

    boolean is(int other) {
        return status == other;
    }

    /** Whether the same call may succeed a moment later. */
    boolean isTransient() {
        return status == NO_ANSWER || status == 408 || status == 429 || status >= 500;
    }
}
