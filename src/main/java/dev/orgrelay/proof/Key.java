package dev.orgrelay.proof;

import java.util.List;

/** One active secret, made ready once; safe for any number of threads. */
interface Key {

    /** Whether one of {@code signatures} is this key's signature of what the request says. */
    boolean matches(SignedText text, Evidence evidence, List<byte[]> signatures);

    /** Of the secret, in bytes. */
    int length();
}
