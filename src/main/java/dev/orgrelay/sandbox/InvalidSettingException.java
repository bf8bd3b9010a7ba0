package dev.orgrelay.sandbox;

/** What was sent to the control desk makes no sense; the message is a sentence for the person who sent it. */
final class InvalidSettingException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    InvalidSettingException(String message) {
        super(message);
    }
}
