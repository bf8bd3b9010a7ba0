package dev.orgrelay.proof;

import java.util.function.Function;

/** How a signature is made. */
enum Algorithm {
    HMAC_SHA1(secret -> new HmacKey("HmacSHA1", secret)),
    HMAC_SHA256(secret -> new HmacKey("HmacSHA256", secret)),
    HMAC_SHA384(secret -> new HmacKey("HmacSHA384", secret)),
    HMAC_SHA512(secret -> new HmacKey("HmacSHA512", secret)),
    /** No HMAC: the key is a part of the text. */
    SHA256(DigestKey::new),
    /** The secret is the sender's public key. */
    ED25519(Ed25519Key::new),
    /** No signature: the secret itself is sent. */
    EQUALITY(StaticKey::new);

    private final Function<byte[], Key> factory;

    Algorithm(Function<byte[], Key> factory) {
        this.factory = factory;
    }

    /**
     * @throws IllegalArgumentException if {@code secret} is no key of this algorithm
     */
    Key key(byte[] secret) {
        return factory.apply(secret);
    }
}
