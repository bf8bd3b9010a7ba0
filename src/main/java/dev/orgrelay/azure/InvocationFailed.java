package dev.orgrelay.azure;

/** The function did not do what it was called for, and wants to be called again. The host takes any answer but 2xx for that. */
final class InvocationFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvocationFailed(String message) {
        super(message, null, false, false);
    }
}
