package dev.orgrelay.proof.entra;

import java.security.Key;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Makes tokens as Event Grid sends them; a good one, unless something is changed. */
public final class SenderToken {

    public static final String TENANT = "3f1e6a52-7c0d-4b9a-8d25-91c4e07ab316";
    public static final String AUDIENCE = "api://orgrelay";
    public static final String ROLE = "AzureEventGridSecureWebhookSubscriber";
    static final String APP = "4962773b-9cdb-44cf-a8bf-237846a00ab7";

    private final JwtClaims claims = new JwtClaims();
    private String algorithm = AlgorithmIdentifiers.RSA_USING_SHA256;
    private String keyId;
    private Key key;

    /** @param authority where the issuer is, without a slash at the end */
    public SenderToken(String authority, PublicJsonWebKey signedWith, Instant now) {
        claims.setIssuer(authority + "/" + TENANT + "/v2.0");
        claims.setAudience(AUDIENCE);
        claims.setNotBefore(at(now.minusSeconds(300)));
        claims.setIssuedAt(at(now.minusSeconds(300)));
        claims.setExpirationTime(at(now.plusSeconds(3600)));
        claims.setStringListClaim("roles", List.of("Other", ROLE));
        claims.setClaim("azp", APP);
        keyId = signedWith.getKeyId();
        key = signedWith.getPrivateKey();
    }

    /** A new key of that id. */
    public static RsaJsonWebKey newKey(String id) {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(id);
            key.setUse("sig");
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    SenderToken claims(Consumer<JwtClaims> change) {
        change.accept(claims);
        return this;
    }

    SenderToken named(String otherKeyId) {
        keyId = otherKeyId;
        return this;
    }

    SenderToken algorithm(String other, Key otherKey) {
        algorithm = other;
        key = otherKey;
        return this;
    }

    /** What follows {@code Bearer }. */
    public String text() {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        signature.setAlgorithmHeaderValue(algorithm);
        signature.setKey(key);
        signature.setDoKeyValidation(false);
        if (keyId != null) {
            signature.setKeyIdHeaderValue(keyId);
        }
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    static NumericDate at(Instant time) {
        return NumericDate.fromSeconds(time.getEpochSecond());
    }
}
