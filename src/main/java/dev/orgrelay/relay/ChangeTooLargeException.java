package dev.orgrelay.relay;

/** A change that the change queue can never hold, however often it is tried. The message says how large it is and may be. */
public final class ChangeTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Both in bytes of JSON. */
    public ChangeTooLargeException(int size, int most) {
        super("the change has " + size + " bytes as a message; the change queue takes " + most, null, false, false);
    }
}
