package dev.orgrelay.proof;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.List;

/** The sender's public key in 32 bytes (RFC 8032, 5.1.2): the highest bit is the sign of x, the rest is y, lowest byte first. */
final class Ed25519Key implements Key {

    private static final int LENGTH = 32;

    private final PublicKey publicKey;

    /**
     * @throws IllegalArgumentException if {@code encoded} is no point of the curve
     */
    Ed25519Key(byte[] encoded) {
        if (encoded.length != LENGTH) {
            throw new IllegalArgumentException("an Ed25519 public key has 32 bytes");
        }
        try {
            publicKey = KeyFactory.getInstance("Ed25519")
                    .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point(encoded)));
            verification();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an Ed25519 public key", e);
        }
    }

    @Override
    public int length() {
        return LENGTH;
    }

    @Override
    public byte[] sign(SignedText text, Evidence evidence) {
        throw new IllegalArgumentException(
                "an ed25519 signature cannot be made here: only the sender has the private key");
    }

    @Override
    public boolean matches(SignedText text, Evidence evidence, List<byte[]> signatures) {
        return signatures.stream().anyMatch(signature -> verify(text, evidence, signature));
    }

    private boolean verify(SignedText text, Evidence evidence, byte[] signature) {
        try {
            Signature verification = verification();
            text.write(evidence, new byte[0], bytes -> feed(verification, bytes));
            return verification.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    /** A fresh one each time: it cannot be copied, and finding it costs little beside the curve arithmetic. */
    private Signature verification() throws GeneralSecurityException {
        Signature verification = Signature.getInstance("Ed25519");
        verification.initVerify(publicKey);
        return verification;
    }

    private static void feed(Signature verification, byte[] bytes) {
        try {
            verification.update(bytes);
        } catch (SignatureException e) {
            throw new IllegalStateException("an initialised signature takes any bytes", e);
        }
    }

    private static EdECPoint point(byte[] encoded) {
        byte[] y = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            y[i] = encoded[LENGTH - 1 - i];
        }
        boolean xOdd = (y[0] & 0x80) != 0;
        y[0] &= 0x7f;
        return new EdECPoint(xOdd, new BigInteger(1, y));
    }
}
