package dev.orgrelay.http;

import java.util.Optional;
import java.util.function.IntPredicate;

/** The body of a request. Without its content coding it may be many times as large, and counts as in memory as well. */
final class Body {

    private final byte[] received;
    private final ContentCoding coding;
    private final long maxSize;
    private final IntPredicate room;
    private Optional<byte[]> decoded = Optional.empty();

    /**
     * @param maxSize bytes that it may have without its coding
     * @param room whether there is room for so many bytes more
     */
    Body(byte[] received, ContentCoding coding, long maxSize, IntPredicate room) {
        this.received = received;
        this.coding = coding;
        this.maxSize = maxSize;
        this.room = room;
    }

    /** As it came: what a signature is made of. */
    byte[] received() {
        return received;
    }

    /** As it was meant. Fails as {@link ContentCoding#decode} does, or if there is no room for it. */
    synchronized byte[] decoded() {
        if (decoded.isEmpty()) {
            decoded = Optional.of(decode());
        }
        return decoded.get();
    }

    /** As it can be read; empty if that is not known. */
    synchronized Optional<byte[]> readable() {
        return coding == ContentCoding.IDENTITY ? Optional.of(received) : decoded;
    }

    private byte[] decode() {
        if (coding == ContentCoding.IDENTITY || received.length == 0) {
            return received;
        }
        byte[] plain = coding.decode(received, maxSize);
        if (!room.test(plain.length)) {
            throw ReceivedBody.noRoom();
        }
        return plain;
    }
}
