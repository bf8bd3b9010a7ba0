package dev.orgrelay.proof;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the requests of a sender are signed.
 *
 * @param signature where the signature, or several of them, is found
 * @param separator what stands between the elements of that text, if it is a list
 * @param prefixes what an element begins with to be a signature, in any case; others are skipped. Empty: every element is
 *     one
 * @param encoding how a signature's bytes are written
 * @param algorithm how it is made
 * @param signed what it is made of
 * @param keyFormat how a secret's bytes are written
 * @param timestamp when the request was signed
 * @param messageId what stays the same when the message is sent again
 * @param body how the body is bound to the signature
 */
record SignatureScheme(
        Location signature,
        Separator separator,
        List<String> prefixes,
        Encoding encoding,
        Algorithm algorithm,
        SignedText signed,
        KeyFormat keyFormat,
        Optional<Timestamp> timestamp,
        Optional<Location> messageId,
        BodyBinding body) {

    /** A value that is sent as it is. */
    static SignatureScheme ofToken(Location place, KeyFormat format) {
        return new SignatureScheme(
                place,
                Separator.NONE,
                List.of(),
                Encoding.UTF_8,
                Algorithm.EQUALITY,
                SignedText.NOTHING,
                format,
                Optional.empty(),
                Optional.empty(),
                new BodyBinding(BodyBinding.Coverage.ALL, Optional.empty()));
    }

    /** What stands before it in {@code Authorization}; all else has no name there, and none that a browser would ask for. */
    String challenge() {
        String named = prefixes.isEmpty() ? "" : prefixes.get(0).strip();
        boolean isNamed = signature.equals(new Location.Header("authorization")) && named.matches("[A-Za-z0-9-]+");
        return isNamed ? named : algorithm == Algorithm.EQUALITY ? "ApiKey" : "Signature";
    }

    /** What people call the thing that is compared. */
    String noun() {
        return algorithm == Algorithm.EQUALITY ? "token" : "signature";
    }

    /** Whether the head of a request has all that the proof is made of. */
    boolean isInHead() {
        return algorithm == Algorithm.EQUALITY
                && body.digest().isEmpty()
                && Stream.of(Optional.of(signature), timestamp.map(Timestamp::location), messageId)
                        .flatMap(Optional::stream)
                        .noneMatch(Location::isInBody);
    }
}
