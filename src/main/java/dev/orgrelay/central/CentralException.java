package dev.orgrelay.central;

import dev.orgrelay.organization.FailureText;
import dev.orgrelay.organization.Outcome.Cause;
import dev.orgrelay.organization.Outcome.Deferred;
import jakarta.ws.rs.ProcessingException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;

/** A call to IoT Central that did not do what it was for. The message is fit for people and holds no credentials. */
public final class CentralException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int UNAUTHENTICATED = 401;

    /** What a failure means for the caller. */
    public enum Kind {
        /** Too many requests: 429, or more is waiting for its turn here than can be served in time. */
        THROTTLED,
        /** No request was made, because there was no connection, no token, or no point. */
        UNREACHABLE,
        /** No answer: a time-out, or a connection that broke after the request was written. Or a gateway's: 5xx, 408. */
        UNAVAILABLE,
        /** An answer that makes no sense, such as a success that is not JSON. */
        UNREADABLE,
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

        /** Whether the same call may succeed a little later, after {@code retries}. Who cannot be understood twice, is not well understood a third time. */
        boolean isWorthAnotherTry(int retries) {
            return this == THROTTLED || isOutage() || this == UNREADABLE && retries == 0;
        }

        /** Whether the application, or something on the way to it, is not well. */
        boolean isOutage() {
            return this == UNREACHABLE || this == UNAVAILABLE;
        }
    }

    private final Kind kind;
    private final Cause waitsFor;
    private final int status;
    private final transient Optional<String> code;
    private final transient Optional<String> requestId;
    private final transient Optional<Duration> retryAfter;
    private transient Optional<String> clientRequestId = Optional.empty();

    /** An answer that is not a success. One that names a time, or refuses who calls, is as good as one to everybody. */
    CentralException(
            int status,
            String message,
            Optional<String> code,
            Optional<String> requestId,
            Optional<Duration> retryAfter) {
        super(message, null, false, false);
        this.kind = Kind.of(status);
        this.waitsFor = status == UNAUTHENTICATED
                ? Cause.UNAUTHORIZED
                : retryAfter.isPresent() ? Cause.UNAVAILABLE : Cause.NO_ANSWER;
        this.status = status;
        this.code = code;
        this.requestId = requestId;
        this.retryAfter = retryAfter;
    }

    private CentralException(Kind kind, Cause waitsFor, String message, Optional<Duration> retryAfter) {
        super(message, null, false, false);
        this.kind = kind;
        this.waitsFor = waitsFor;
        this.status = 0;
        this.code = Optional.empty();
        this.requestId = Optional.empty();
        this.retryAfter = retryAfter;
    }

    private CentralException(Kind kind, Cause waitsFor, String message) {
        this(kind, waitsFor, message, Optional.empty());
    }

    /** What {@code failure} of a request means: that no answer came, unless it says so itself. Netty's time-outs of connections are connect exceptions too. */
    static CentralException of(Throwable failure) {
        if (failure instanceof CentralException known) {
            return known;
        }
        boolean isWrapped = failure instanceof ProcessingException && failure.getCause() != null;
        Throwable cause = isWrapped ? failure.getCause() : failure;
        boolean isBeforeSending = cause instanceof ConnectException || cause instanceof UnknownHostException;
        String detail = FailureText.of(cause);
        if (cause instanceof IllegalArgumentException) {
            return unreadable("a header that makes no sense: " + detail);
        }
        return new CentralException(
                isBeforeSending ? Kind.UNREACHABLE : Kind.UNAVAILABLE,
                Cause.NO_ANSWER,
                "IoT Central gave no usable answer: " + detail);
    }

    /** An answer came, but {@code what} was in it. */
    static CentralException unreadable(String what) {
        return new CentralException(Kind.UNREADABLE, Cause.NO_ANSWER, "IoT Central answered with " + what);
    }

    /** Not called, because there is no access token. */
    static CentralException noToken(Throwable cause) {
        return new CentralException(
                Kind.UNREACHABLE,
                Cause.UNAVAILABLE,
                "there is no access token for IoT Central: " + FailureText.of(cause));
    }

    /** Not called, because the application was down a moment ago. */
    static CentralException circuitOpen(Duration retryAfter) {
        return new CentralException(
                Kind.UNREACHABLE,
                Cause.UNAVAILABLE,
                "IoT Central failed repeatedly and is left alone for now",
                Optional.of(retryAfter));
    }

    /** Not called, because this instance is about to end. */
    static CentralException stopping() {
        return new CentralException(
                Kind.UNREACHABLE,
                Cause.STOPPING,
                "this instance is about to stop",
                Optional.of(Cause.STOPPING.delay()));
    }

    /** Not called, because its turn would come too late. */
    static CentralException tooBusy(Duration wait) {
        return new CentralException(
                Kind.THROTTLED,
                Cause.UNAVAILABLE,
                "more calls wait for IoT Central than its rate limit lets through in time",
                Optional.of(wait));
    }

    /** Not called, because the caller lost the right to. The demanded wait is longer than a call is tried again: there is nothing to try. */
    static CentralException withheld() {
        return new CentralException(
                Kind.THROTTLED,
                Cause.RIGHT_LOST,
                "the right to change the organization ran out before it was its turn",
                Optional.of(Cause.RIGHT_LOST.delay()));
    }

    /** Answered with success, but {@code message}. */
    public static CentralException refused(String message) {
        return new CentralException(Kind.REFUSED, Cause.NO_ANSWER, message);
    }

    static boolean isUnreadable(Throwable failure) {
        return failure instanceof CentralException central && central.kind == Kind.UNREADABLE;
    }

    public static boolean isMissing(Throwable failure) {
        return failure instanceof CentralException central && central.kind == Kind.NOT_FOUND;
    }

    /** This, about the request that had this {@code x-ms-client-request-id}. */
    CentralException to(String request) {
        clientRequestId = Optional.of(request);
        return this;
    }

    /** What a change that met this failure waits for. */
    public Deferred deferred() {
        Duration usual = kind == Kind.UNAUTHORIZED ? Cause.UNAUTHORIZED.delay() : waitsFor.delay();
        return new Deferred(waitsFor, getMessage(), retryAfter.orElse(usual));
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

    /** The ids of the request that the vendor's support asks for; empty if none was sent. */
    public Optional<String> support() {
        return clientRequestId.map(id -> "x-ms-client-request-id " + id
                + requestId.map(known -> ", request " + known).orElse(""));
    }

    /** How long to wait, if the answer says so. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
