package dev.orgrelay.proof.entra;

import dev.orgrelay.message.IntakeException;
import dev.orgrelay.message.IntakeException.Unauthenticated;
import io.smallrye.mutiny.Uni;
import java.security.Key;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;

/**
 * Checks a JSON Web Token (RFC 7519) as Entra ID makes them: signed with RS256 by a key of the tenant, and with issuer, audience and time. A key is looked
 * for by its id alone: what a token says about where its key is does not matter.
 */
record TokenVerifier(List<String> issuers, List<String> audiences, SigningKeys keys, Clock clock) {

    private static final int LONGEST = 16 * 1024;
    private static final int CLOCK_SKEW_SECONDS = 60;
    private static final String ALGORITHM = AlgorithmIdentifiers.RSA_USING_SHA256;

    TokenVerifier {
        issuers = List.copyOf(issuers);
        audiences = List.copyOf(audiences);
    }

    /**
     * What a token says, once all of that is right.
     *
     * @param deadline until when the keys have to be known
     * @return fails with {@link Unauthenticated} if something is not, whose message holds nothing of the token, and with {@link IntakeException.Busy} if the
     *     keys cannot be read at the moment
     */
    Uni<JwtClaims> verify(String token, Instant deadline) {
        return keys.find(keyId(token), deadline)
                .map(key -> key.orElseThrow(
                        () -> new Unauthenticated("the token is signed with a key that its issuer does not have")))
                .map(key -> verify(token, key));
    }

    private JwtClaims verify(String token, Key key) {
        try {
            return claims(token, key);
        } catch (InvalidJwtException e) {
            throw new Unauthenticated(complaint(e));
        }
    }

    private static String keyId(String token) {
        JsonWebSignature signature = parse(token);
        if (!ALGORITHM.equals(signature.getAlgorithmHeaderValue()) || signature.getKeyIdHeaderValue() == null) {
            throw new Unauthenticated("the token is not signed with " + ALGORITHM + " and a key that it names");
        }
        return signature.getKeyIdHeaderValue();
    }

    private static JsonWebSignature parse(String token) {
        JsonWebSignature signature = new JsonWebSignature();
        try {
            if (token.length() <= LONGEST) {
                signature.setCompactSerialization(token);
                return signature;
            }
        } catch (JoseException | RuntimeException e) {
            // whatever it is, see below
        }
        throw new Unauthenticated("header authorization holds no signed token");
    }

    private JwtClaims claims(String token, Key key) throws InvalidJwtException {
        return new JwtConsumerBuilder()
                .setVerificationKey(key)
                .setJwsAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, ALGORITHM))
                .setExpectedIssuers(true, issuers.toArray(String[]::new))
                .setExpectedAudience(true, audiences.toArray(String[]::new))
                .setRequireExpirationTime()
                .setEvaluationTime(NumericDate.fromSeconds(clock.instant().getEpochSecond()))
                .setAllowedClockSkewInSeconds(CLOCK_SKEW_SECONDS)
                .build()
                .processToClaims(token);
    }

    private static String complaint(InvalidJwtException refusal) {
        if (refusal.hasErrorCode(ErrorCodes.SIGNATURE_INVALID)) {
            return "the signature of the token is wrong";
        }
        if (refusal.hasErrorCode(ErrorCodes.EXPIRED)) {
            return "the token has expired";
        }
        if (refusal.hasErrorCode(ErrorCodes.NOT_YET_VALID)) {
            return "the token is not valid yet; compare the clocks";
        }
        if (refusal.hasErrorCode(ErrorCodes.ISSUER_INVALID) || refusal.hasErrorCode(ErrorCodes.ISSUER_MISSING)) {
            return "the token is of another issuer than the source's settings name";
        }
        if (refusal.hasErrorCode(ErrorCodes.AUDIENCE_INVALID) || refusal.hasErrorCode(ErrorCodes.AUDIENCE_MISSING)) {
            return "the token is for another audience than the source's settings name";
        }
        return "the token is not valid";
    }
}
