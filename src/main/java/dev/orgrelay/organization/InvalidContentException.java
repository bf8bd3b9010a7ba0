package dev.orgrelay.organization;

/** Content that can never become an organization: an impossible id, an empty display name, an organization that is its own parent. */
public final class InvalidContentException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public InvalidContentException(String message) {
        super(message);
    }
}
