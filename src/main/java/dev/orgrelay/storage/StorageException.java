package dev.orgrelay.storage;

import dev.orgrelay.organization.FailureText;
import dev.orgrelay.organization.Outcome.Cause;
import dev.orgrelay.relay.StoreException;
import io.smallrye.mutiny.Uni;

/** A call to Azure Storage that did not do what it was for. */
final class StorageException extends StoreException {

    private static final long serialVersionUID = 1L;

    private static final int NO_ANSWER = 0;
    private static final int UNAUTHORIZED = 401;

    private final int status;
    private final Cause cause;
    private final String what;
    private final transient Uni<Boolean> worthAnotherTry;

    private StorageException(int status, Cause cause, String account, String what, Uni<Boolean> worthAnotherTry) {
        super(cause, "Azure Storage" + account + " " + what);
        this.status = status;
        this.cause = cause;
        this.what = what;
        this.worthAnotherTry = worthAnotherTry;
    }

    private StorageException(int status, Cause cause, String what) {
        this(status, cause, "", what, Uni.createFrom().item(isTransient(status)));
    }

    private StorageException(int status, String what) {
        this(status, Cause.NO_STORAGE, what);
    }

    /** @param status 0 if nothing came */
    static StorageException answered(int status, String code) {
        return status == NO_ANSWER
                ? new StorageException(NO_ANSWER, "cannot be reached, or did not answer in time")
                : new StorageException(status, "answered " + status + (code.isEmpty() ? "" : " " + code));
    }

    /** @param another whether there is another token in its place now */
    static StorageException refusedToken(Uni<Boolean> another) {
        return new StorageException(
                UNAUTHORIZED,
                Cause.NO_STORAGE,
                "",
                "does not accept the access token of the managed identity",
                another);
    }

    /** Whatever went wrong, as one of these. */
    static StorageException of(Throwable failure) {
        return failure instanceof StorageException known
                ? known
                : failure.getCause() instanceof StorageException known
                        ? known
                        : new StorageException(NO_ANSWER, "gave no usable answer: " + FailureText.of(failure));
    }

    /** An answer came, but {@code what} was in it. */
    static StorageException unreadable(String what) {
        return new StorageException(NO_ANSWER, "answered with " + what);
    }

    /** One row is wrong; the others are not. */
    static StorageException unreadableRow(String what) {
        return new StorageException(NO_ANSWER, Cause.UNREADABLE, "holds " + what);
    }

    /** The same, with the name of the account. */
    StorageException of(String account) {
        return new StorageException(status, cause, " at " + account, what, worthAnotherTry);
    }

    /** Whether it says nothing about others than one row. */
    static boolean isOfOneRow(Throwable failure) {
        return failure instanceof StorageException storage && storage.cause == Cause.UNREADABLE;
    }

    boolean is(int other) {
        return status == other;
    }

    /** Whether it is what was sent that the service does not want. */
    boolean isRefusal() {
        return status == 400 || status == 413;
    }

    boolean isAnswered() {
        return status != NO_ANSWER;
    }

    /** Whether the same call may succeed a moment later. */
    Uni<Boolean> isWorthAnotherTry() {
        return worthAnotherTry;
    }

    private static boolean isTransient(int status) {
        return status == NO_ANSWER || status == 408 || status == 429 || status >= 500;
    }
}
