package dev.orgrelay.central;

import dev.orgrelay.organization.Text;
import jakarta.ws.rs.ProcessingException;
import java.time.Duration;
import java.util.Optional;

/** A call to IoT Central that did not do what it was for. The message is fit for people and holds no credentials. */
public final class CentralException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What a failure means for the caller. */
    public enum Kind {
        /** Too many requests: 429, or more is waiting for its turn here than can be served in time. */
        THROTTLED,
        /** No usable answer: 5xx, 408, a broken connection, silence, something that is not JSON. */
        UNAVAILABLE,
        /** 401, 403: the credentials are not accepted. */
        UNAUTHORIZED,
        /** 404. */
        NOT_FOUND,
        /** 409. */
        CONFLICT,
        /** Any other 4xx: the application does not accept the content. */
        REFUSED;

        /** The kind of an HTTP status that is not a success. */
        static Kind of(int status) {
            return switch (status) {
                case 401, 403 -> UNAUTHORIZED;
                case 404 -> NOT_FOUND;
                case 409 -> CONFLICT;
                case 429 -> THROTTLED;
                case 408 -> UNAVAILABLE;
                default -> status >= 400 && status < 500 ? REFUSED : UNAVAILABLE;
            };
        }

        /** Whether the same call may succeed a little later. */
        boolean isTransient() {
            return this == THROTTLED || this == UNAVAILABLE;
        }
    }

    /** Longer than a call is tried again: there is nothing to try. */
    private static final Duration WITHHELD_FOR = Duration.ofSeconds(30);

    private static final Duration NEXT_INSTANCE = Duration.ofSeconds(10);

    private final Kind kind;
    private final int status;
    private final transient Optional<String> code;
    private final transient Optional<String> requestId;
    private final transient Optional<Duration> retryAfter;

    CentralException(
            Kind kind,
            int status,
            String message,
            Optional<String> code,
            Optional<String> requestId,
            Optional<Duration> retryAfter) {
        super(message, null, false, false);
        this.kind = kind;
        this.status = status;
        this.code = code;
        this.requestId = requestId;
        this.retryAfter = retryAfter;
    }

    /** No answer came, because of {@code failure}. */
    static CentralException noAnswer(Throwable failure) {
        boolean isWrapped = failure instanceof ProcessingException && failure.getCause() != null;
        Throwable cause = isWrapped ? failure.getCause() : failure;
        String detail = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return local(Kind.UNAVAILABLE, "IoT Central gave no usable answer: " + Text.shorten(detail), Optional.empty());
    }

    /** An answer came, but {@code what} was in it. */
    static CentralException unreadable(String what) {
        return local(Kind.UNAVAILABLE, "IoT Central answered with " + what, Optional.empty());
    }

    /** Not called, because there is no access token. */
    static CentralException noToken(Throwable cause) {
        return local(
                Kind.UNAVAILABLE,
                "there is no access token for IoT Central: " + Text.shorten(cause.getMessage()),
                Optional.empty());
    }

    /** Not called, because the application was down a moment ago. */
    static CentralException circuitOpen(Duration retryAfter) {
        return local(
                Kind.UNAVAILABLE, "IoT Central failed repeatedly and is left alone for now", Optional.of(retryAfter));
    }

    /** Not called, because this instance is about to end. */
    static CentralException stopping() {
        return local(Kind.UNAVAILABLE, "this instance is about to stop", Optional.of(NEXT_INSTANCE));
    }

    /** Not called, because its turn would come too late. */
    static CentralException tooBusy(Duration wait) {
        return local(
                Kind.THROTTLED,
                "more calls wait for IoT Central than its rate limit lets through in time",
                Optional.of(wait));
    }

    /** Not called, because the caller lost the right to. */
    static CentralException withheld() {
        return local(
                Kind.THROTTLED,
                "the right to change the organization ran out before it was its turn",
                Optional.of(WITHHELD_FOR));
    }

    /** Answered with success, but {@code message}. */
    public static CentralException refused(String message) {
        return local(Kind.REFUSED, message, Optional.empty());
    }

    private static CentralException local(Kind kind, String message, Optional<Duration> retryAfter) {
        return new CentralException(kind, 0, message, Optional.empty(), Optional.empty(), retryAfter);
    }

    /** What it means for the caller. */
    public Kind kind() {
        return kind;
    }

    /** The HTTP status; 0 if there was no answer. */
    public int status() {
        return status;
    }

    /** The vendor's error code, such as {@code Unauthenticated}. */
    public Optional<String> code() {
        return code;
    }

    /** What the vendor's support asks for. */
    public Optional<String> requestId() {
        return requestId;
    }

    /** How long to wait, if the answer says so. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
