package dev.orgrelay.identity;

import dev.orgrelay.organization.FailureText;

/** No access token could be had. The message says why and what to do, and holds no secret. */
public final class TokenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean isOfRequest;

    public TokenException(String message) {
        this(message, false);
    }

    private TokenException(String message, boolean isOfRequest) {
        super(message, null, false, false);
        this.isOfRequest = isOfRequest;
    }

    /** The endpoint does not like how, or for what, it was asked. */
    static TokenException ofRequest(String message) {
        return new TokenException(message, true);
    }

    boolean isOfRequest() {
        return isOfRequest;
    }

    /** Whatever went wrong, as one of these. */
    static TokenException of(Throwable failure) {
        return failure instanceof TokenException known
                ? known
                : new TokenException("the token endpoint gave no usable answer: " + FailureText.ofKind(failure));
    }
}
