package dev.orgrelay.source;

import dev.orgrelay.message.Delivery;
import dev.orgrelay.message.Redaction;
import java.util.Optional;

/**
 * What may be written down of the requests of a source.
 *
 * @param scheme how it proves itself
 * @param redaction keeps out what proves that
 * @param keepsMessages whether bodies may be kept at all
 */
public record RecordRules(String scheme, Redaction redaction, boolean keepsMessages) {

    /** The body of {@code delivery} as it may be kept; empty if it may not. */
    public Optional<byte[]> body(Delivery delivery) {
        return keepsMessages ? redaction.body(delivery) : Optional.empty();
    }

    /** The same of a message that came another way. */
    public Optional<byte[]> body(byte[] message) {
        return keepsMessages ? redaction.body(message) : Optional.empty();
    }
}
