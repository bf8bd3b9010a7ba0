package dev.orgrelay.proof;

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
    public byte[] sign(SignedText text, Evidence evidence) {
        return secret.clone();
    }
}
