package dev.orgrelay.proof;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A secret shared with the sender (RFC 2104). */
final class HmacKey implements Key {

    private final String algorithm;
    private final byte[] secret;

    /** Initialised, never fed: a copy of it costs neither a look at the security providers nor the key schedule. */
    private final Mac prototype;

    HmacKey(String algorithm, byte[] secret) {
        this.algorithm = algorithm;
        this.secret = secret.clone();
        this.prototype = create();
    }

    @Override
    public int length() {
        return secret.length;
    }

    @Override
    public byte[] sign(SignedText text, Evidence evidence) {
        Mac mac = copy();
        text.write(evidence, secret, mac::update);
        return mac.doFinal();
    }

    /** The signature of {@code parts}, one after the other. */
    byte[] sign(byte[]... parts) {
        Mac mac = copy();
        for (byte[] part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }

    private Mac copy() {
        try {
            return (Mac) prototype.clone();
        } catch (CloneNotSupportedException otherProvider) {
            return create();
        }
    }

    private Mac create() {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret, algorithm));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform lacks " + algorithm, e);
        }
    }
}
