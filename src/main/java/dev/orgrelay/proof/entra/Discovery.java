package dev.orgrelay.proof.entra;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.orgrelay.configuration.OutboundUrl;
import java.io.IOException;
import java.security.Key;
import java.util.HashMap;
import java.util.Map;
import org.jose4j.http.Get;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.Use;
import org.jose4j.lang.JoseException;

/**
 * Finds the keys of an issuer: its metadata say where they are.
 *
 * @see <a href="https://openid.net/specs/openid-connect-discovery-1_0.html">OpenID Connect Discovery 1.0</a>
 */
final class Discovery implements SigningKeys.Reading {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CONNECT_MILLIS = 2000;
    private static final int READ_MILLIS = 3000;
    private static final int MAX_SIZE = 256 * 1024;

    private final String metadata;

    /** @param base what {@code /.well-known/openid-configuration} follows */
    Discovery(String base) {
        this.metadata = base.replaceFirst("/+$", "") + "/.well-known/openid-configuration";
    }

    @Override
    public Map<String, Key> now() throws IOException {
        Get get = new Get();
        get.setConnectTimeout(CONNECT_MILLIS);
        get.setReadTimeout(READ_MILLIS);
        get.setRetries(0);
        get.setResponseBodySizeLimit(MAX_SIZE);
        return keys(get.get(keysUrl(get.get(metadata).getBody())).getBody());
    }

    private static String keysUrl(String metadata) throws IOException {
        try {
            String url = JSON.readTree(metadata).path("jwks_uri").asText();
            if (!new OutboundUrl(url).isProtected()) {
                throw new IOException("the metadata of the issuer do not say where its keys are");
            }
            return url;
        } catch (JsonProcessingException e) {
            throw new IOException("the metadata of the issuer are not JSON");
        }
    }

    private static Map<String, Key> keys(String json) throws IOException {
        try {
            Map<String, Key> keys = new HashMap<>();
            for (JsonWebKey key : new JsonWebKeySet(json).getJsonWebKeys()) {
                if (key instanceof RsaJsonWebKey && key.getKeyId() != null && !Use.ENCRYPTION.equals(key.getUse())) {
                    keys.put(key.getKeyId(), key.getKey());
                }
            }
            return keys;
        } catch (JoseException | RuntimeException e) {
            throw new IOException("the keys of the issuer cannot be read");
        }
    }
}
