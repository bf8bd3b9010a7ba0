package dev.orgrelay.proof.entra;

import dev.orgrelay.configuration.Mistakes;
import dev.orgrelay.configuration.OutboundUrl;
import dev.orgrelay.proof.Authenticator;
import dev.orgrelay.proof.EntraConfig;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes an authenticator of the settings of the scheme {@code entra}, or lists all that is wrong with them. */
public final class EntraSettings {

    private static final Pattern GUID =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

    private final EntraConfig config;
    private final Mistakes mistakes;

    private EntraSettings(EntraConfig config, String key) {
        this.config = config;
        this.mistakes = Mistakes.below(key).in("entra");
    }

    /**
     * The authenticator that a source's configuration asks for.
     *
     * @param key where that configuration is, for messages: {@code orgrelay.sources.hr.authentication}
     * @throws IllegalArgumentException with one line for each mistake: {@code key = value: what is allowed}
     */
    public static Authenticator authenticator(EntraConfig config, String key, Clock clock) {
        return new EntraSettings(config, key).authenticator(clock);
    }

    private Authenticator authenticator(Clock clock) {
        checkWhere();
        List<String> audience = words(config.audience());
        List<String> roles = words(config.roles());
        List<String> appIds = words(config.appIds());
        if (audience.isEmpty()) {
            mistakes.addMissing("audience", "the application id or application ID URI that tokens are for");
        }
        if (roles.isEmpty() && appIds.isEmpty()) {
            mistakes.addMissing("roles", "one of roles and app-ids is needed, or any app of the tenant could send");
        }
        appIds.stream()
                .filter(id -> !GUID.matcher(id).matches())
                .forEach(id -> mistakes.add("app-ids", id, "allowed are application ids, GUIDs"));
        mistakes.throwIfAny();
        SigningKeys keys = new SigningKeys(base(), new Discovery(base()), clock);
        return new EntraAuthenticator(
                new TokenVerifier(issuers(), audience, keys, clock),
                new Admission(Set.copyOf(roles), lowerCase(appIds)));
    }

    private void checkWhere() {
        if (config.tenantId().isEmpty() && config.issuer().isEmpty()) {
            mistakes.addMissing("tenant-id", "the id of the tenant that issues the tokens, a GUID");
        }
        config.tenantId()
                .filter(id -> !GUID.matcher(id).matches())
                .ifPresent(id -> mistakes.add("tenant-id", id, "allowed is the id of a tenant, a GUID"));
        config.issuer()
                .filter(issuer -> !isProtected(issuer))
                .ifPresent(issuer -> mistakes.add("issuer", OutboundUrl.shown(issuer), "allowed is an https URL"));
        mistakes.require(
                isProtected(config.authority()),
                "authority",
                OutboundUrl.shown(config.authority()),
                "allowed is an https URL, like https://login.microsoftonline.com");
    }

    /** Whoever can change what the issuer answers on its way decides which tokens are right. */
    private static boolean isProtected(String url) {
        return OutboundUrl.of(url).filter(OutboundUrl::isProtected).isPresent();
    }

    /** What metadata are looked for under. */
    private String base() {
        return config.tenantId().map(this::versionTwo).orElseGet(() -> config.issuer()
                .orElseThrow());
    }

    /** A tenant issues tokens of version 1.0 or 2.0, as the app registration that they are for wishes. */
    private List<String> issuers() {
        return config.issuer().map(List::of).orElseGet(() -> {
            String tenant = config.tenantId().orElseThrow().toLowerCase(Locale.ROOT);
            return List.of(versionTwo(tenant), "https://sts.windows.net/" + tenant + "/");
        });
    }

    private String versionTwo(String tenant) {
        return config.authority().replaceFirst("/+$", "") + "/" + tenant.toLowerCase(Locale.ROOT) + "/v2.0";
    }

    private static List<String> words(Optional<List<String>> setting) {
        return setting.orElse(List.of()).stream()
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static Set<String> lowerCase(List<String> ids) {
        return ids.stream().map(id -> id.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }
}
