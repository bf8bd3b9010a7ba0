package dev.orgrelay.relay;

import dev.orgrelay.organization.Provenance;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * What makes two events the same one: source, origin and id (CloudEvents 1.0, 3.1.1 {@code id}), as a number that is the same in every process.
 */
public record EventKey(long hash) {

    /** Empty if the event has no id. */
    static Optional<EventKey> of(Provenance provenance) {
        return provenance
                .eventId()
                .map(id -> new EventKey(
                        hash(provenance.source(), provenance.origin().orElse(""), id)));
    }

    /** Texts as a number that is the same in every process: each with its length, so that no two lists of texts are joined to the same bytes. */
    static long hash(String... texts) {
        MessageDigest digest = digest();
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
            digest.update(bytes);
        }
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
