package dev.orgrelay.proof;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

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
    public byte[] sign(SignedText text, Evidence evidence) {
        MessageDigest digest = sha256();
        text.write(evidence, secret, digest::update);
        return digest.digest();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
