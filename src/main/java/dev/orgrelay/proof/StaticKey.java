package dev.orgrelay.proof;

/** A value that the sender repeats in every request. It proves nothing about the body. */
record StaticKey(byte[] secret) implements Key {

    StaticKey {
        secret = secret.clone();
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
