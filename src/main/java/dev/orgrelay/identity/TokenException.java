package dev.orgrelay.identity;

/** No access token could be had. The message says why and what to do, and holds no secret. */
public final class TokenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TokenException(String message) {
        super(message, null, false, false);
    }

    /** Whatever went wrong, as one of these. */
    static TokenException of(Throwable failure) {
        return failure instanceof TokenException known
                ? known
                : new TokenException("the token endpoint gave no usable answer: "
                        + failure.getClass().getSimpleName());
    }
}
