package dev.orgrelay.proof;

import dev.orgrelay.message.Delivery;
import dev.orgrelay.message.IntakeException.Unauthenticated;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * How a signature holds the body: by containing it, or by containing a digest of it. Without this check, a scheme that
 * signs only the URL of a JSON request would let anybody change its body.
 *
 * @param digest where the body's SHA-256 in hex is found, if the sender gives one
 */
record BodyBinding(Coverage coverage, Optional<Location> digest) {

    /** Which bodies the signed text itself contains. */
    enum Coverage {
        ALL,
        FORMS,
        NONE
    }

    void check(Evidence evidence) {
        Optional<String> given = digest.flatMap(location -> location.in(evidence));
        if (given.isPresent()) {
            checkDigest(given.get(), evidence.delivery());
        } else if (!covers(evidence.delivery())) {
            throw new Unauthenticated("the signature does not cover this body"
                    + digest.map(location -> ": its SHA-256 is missing in " + location)
                            .orElse(""));
        }
    }

    boolean covers(Delivery delivery) {
        return coverage == Coverage.ALL
                || delivery.body().length == 0
                || coverage == Coverage.FORMS && Form.isIn(delivery);
    }

    private void checkDigest(String given, Delivery delivery) {
        byte[] expected = DigestKey.sha256().digest(delivery.body());
        boolean matches = Encoding.HEX
                .decode(given)
                .filter(bytes -> MessageDigest.isEqual(expected, bytes))
                .isPresent();
        if (!matches) {
            throw new Unauthenticated("the body does not match its digest in " + digest.orElseThrow());
        }
    }
}
