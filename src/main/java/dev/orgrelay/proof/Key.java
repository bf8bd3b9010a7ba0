package dev.orgrelay.proof;

import java.security.MessageDigest;
import java.util.List;

/** One active secret, made ready once; safe for any number of threads. */
interface Key {

    /**
     * This key's signature of what the request says.
     *
     * @throws IllegalArgumentException if it takes another key to make one
     */
    byte[] sign(SignedText text, Evidence evidence);

    /** Whether one of {@code signatures} is this key's signature of what the request says. */
    default boolean matches(SignedText text, Evidence evidence, List<byte[]> signatures) {
        byte[] expected = sign(text, evidence);
        for (byte[] signature : signatures) {
            if (MessageDigest.isEqual(expected, signature)) {
                return true;
            }
        }
        return false;
    }

    /** Of the secret, in bytes. */
    int length();
}
