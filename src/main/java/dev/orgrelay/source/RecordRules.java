package dev.orgrelay.source;

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

    /** {@code body} if it may be kept, once nothing secret is left in it. */
    public Optional<byte[]> kept(Optional<byte[]> body) {
        return keepsMessages ? body : Optional.empty();
    }
}
