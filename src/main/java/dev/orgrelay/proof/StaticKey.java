package dev.orgrelay.proof;

import java.security.MessageDigest;
import java.util.List;

/** A value that the sender repeats in every request. It proves nothing about the body. */
final class StaticKey implements Key {

    private final byte[] secret;

    StaticKey(byte[] secret) {
        this.secret = secret.clone();
    }

    @Override
    public int length() {
        return secret.length;
    }

    @Override
    public boolean matches(SignedText text, Evidence evidence, List<byte[]> tokens) {
        for (byte[] token : tokens) {
            if (MessageDigest.isEqual(token, secret)) {
                return true;
            }
        }
        return false;
    }
}
