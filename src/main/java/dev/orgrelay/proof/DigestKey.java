package dev.orgrelay.proof;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * A shared secret that is itself a part of the text under a plain SHA-256, as Lark does it. Weaker than HMAC: who has seen
 * one request can append to its text (length extension), so the reader of the body must not ignore what follows it.
 */
final class DigestKey implements Key {

    private final byte[] secret;

    DigestKey(byte[] secret) {
        this.secret = secret.clone();
    }

    @Override
    public int length() {
        return secret.length;
    }

    @Override
    public boolean matches(SignedText text, Evidence evidence, List<byte[]> signatures) {
        MessageDigest digest = sha256();
        text.write(evidence, secret, digest::update);
        byte[] expected = digest.digest();
        for (byte[] signature : signatures) {
            if (MessageDigest.isEqual(expected, signature)) {
                return true;
            }
        }
        return false;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
