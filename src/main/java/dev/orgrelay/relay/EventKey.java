package dev.orgrelay.relay;

import dev.orgrelay.organization.Provenance;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** What makes two events the same one: source, origin and id (CloudEvents 1.0, 3.1.1 {@code id}). */
record EventKey(String source, String origin, String id) {

    /** Empty if the event has no id. */
    static Optional<EventKey> of(Provenance provenance) {
        return provenance
                .eventId()
                .map(id -> new EventKey(provenance.source(), provenance.origin().orElse(""), id));
    }

    /** The same in every process: the first eight bytes of a SHA-256. */
    long hash() {
        MessageDigest digest = sha256();
        for (String part : new String[] {source, origin, id}) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
            digest.update(bytes);
        }
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
