package dev.orgrelay.proof;

import dev.orgrelay.configuration.Mistakes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The settings of which a scheme is made. One that is set for a scheme that does not use it is a mistake: somebody believes that it changes something. */
public record Parts(AuthenticationConfig config, Mistakes mistakes) {

    /** @param scheme that has no parts; secrets may stand beside it */
    public void requireNone(String scheme) {
        Map<String, Optional<?>> parts = new LinkedHashMap<>();
        parts.put("header", config.header());
        parts.put("query", config.query());
        parts.put("field", config.field());
        parts.put("prefix", config.prefix());
        parts.put("separator", config.separator());
        parts.put("encoding", config.encoding());
        parts.put("algorithm", config.algorithm());
        parts.put("signed", config.signed());
        parts.put("key-encoding", config.keyEncoding());
        parts.put("key-prefix", config.keyPrefix());
        parts.put("public-key-prefix", config.publicKeyPrefix());
        parts.put("public-prefix", config.publicPrefix());
        parts.put("timestamp", config.timestamp());
        parts.put("timestamp-unit", config.timestampUnit());
        parts.put("tolerance", config.tolerance());
        parts.put("window", config.window());
        parts.put("id", config.id());
        parts.put("body-digest", config.bodyDigest());
        requireUnset(parts, mistakes, scheme);
    }

    void requireNoneOfEntra(String scheme) {
        EntraConfig entra = config.entra();
        Map<String, Optional<?>> parts = new LinkedHashMap<>();
        parts.put("tenant-id", entra.tenantId());
        parts.put("issuer", entra.issuer());
        parts.put("audience", entra.audience());
        parts.put("roles", entra.roles());
        parts.put("app-ids", entra.appIds());
        requireUnset(parts, mistakes.in("entra"), scheme);
    }

    private static void requireUnset(Map<String, Optional<?>> parts, Mistakes mistakes, String scheme) {
        parts.forEach((setting, value) ->
                value.ifPresent(set -> mistakes.addUnused(setting, "the scheme " + scheme + " does not use it")));
    }
}
