package dev.orgrelay.proof;

import java.util.Optional;

/**
 * What a request has proved.
 *
 * @param messageId the sender's id of the message, the same when it is delivered again
 * @param idSigned whether the signature covers that id: only then can nobody replay the message under another one
 */
public record Proof(Optional<String> messageId, boolean idSigned) {

    /** Nothing is known but that the request may pass. */
    public static Proof withoutId() {
        return new Proof(Optional.empty(), false);
    }
}
