package dev.orgrelay.proof;

import java.util.Optional;
import java.util.function.Function;

/** How a signature is made. */
enum Algorithm {
    HMAC_SHA1(20, secret -> new HmacKey("HmacSHA1", secret)),
    HMAC_SHA256(32, secret -> new HmacKey("HmacSHA256", secret)),
    HMAC_SHA384(48, secret -> new HmacKey("HmacSHA384", secret)),
    HMAC_SHA512(64, secret -> new HmacKey("HmacSHA512", secret)),
    /** No HMAC: the key is a part of the text. */
    SHA256(32, DigestKey::new),
    /** The secret is the sender's public key. */
    ED25519(64, Ed25519Key::new),
    /** No signature: the secret itself is sent. */
    EQUALITY(0, StaticKey::new);

    private final int length;
    private final Function<byte[], Key> factory;

    Algorithm(int length, Function<byte[], Key> factory) {
        this.length = length;
        this.factory = factory;
    }

    /** Of a signature, in bytes; empty if it makes none. */
    Optional<Integer> length() {
        return Optional.of(length).filter(bytes -> bytes > 0);
    }

    /**
     * @throws IllegalArgumentException if {@code secret} is no key of this algorithm
     */
    Key key(byte[] secret) {
        return factory.apply(secret);
    }
}
