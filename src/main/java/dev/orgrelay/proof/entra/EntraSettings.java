package dev.orgrelay.proof.entra;

import dev.orgrelay.configuration.Mistakes;
import dev.orgrelay.configuration.OutboundUrl;
import dev.orgrelay.proof.AuthenticationConfig;
import dev.orgrelay.proof.Authenticator;
import dev.orgrelay.proof.EntraConfig;
import dev.orgrelay.proof.Parts;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The settings of the scheme {@code entra}. */
public final class EntraSettings {

    private static final Pattern GUID =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

    private final EntraConfig config;
    private final Mistakes mistakes;

    private EntraSettings(EntraConfig config, Mistakes mistakes) {
        this.config = config;
        this.mistakes = mistakes;
    }

    /**
     * What a source's settings ask for, if nothing is wrong with them.
     *
     * @param mistakes those with the settings below {@code orgrelay.sources.hr.authentication}
     */
    public static Authenticator authenticator(AuthenticationConfig config, Mistakes mistakes, Clock clock) {
        new Parts(config, mistakes).requireNone(Authenticator.ENTRA);
        config.secrets()
                .ifPresent(set -> mistakes.addUnused("secrets", "tokens are proved by the tenant's public keys"));
        return new EntraSettings(config.entra(), mistakes.in("entra")).authenticator(clock);
    }

    private Authenticator authenticator(Clock clock) {
        checkWhere();
        List<String> audience = words(config.audience());
        List<String> roles = words(config.roles());
        List<String> appIds = words(config.appIds());
        if (audience.isEmpty()) {
            mistakes.addMissing("audience", "the application id or application ID URI that tokens are for");
        }
        appIds.forEach(id -> mistakes.requireMatch(GUID, "app-ids", id, "allowed are application ids, GUIDs"));
        if (roles.isEmpty() && appIds.isEmpty()) {
            mistakes.addMissing("roles", "one of roles and app-ids is needed, or any app of the tenant could send");
            return new Authenticator.Closed("nobody is let in");
        }
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
                .ifPresent(id -> mistakes.requireMatch(GUID, "tenant-id", id, "allowed is the id of a tenant, a GUID"));
        // whoever can change what the issuer answers on its way decides which tokens are right
        config.issuer()
                .ifPresent(
                        issuer -> mistakes.require(issuer.isProtected(), "issuer", issuer, "allowed is an https URL"));
        mistakes.require(
                config.authority().isProtected(),
                "authority",
                config.authority(),
                "allowed is an https URL, like https://login.microsoftonline.com");
    }

    /** What metadata are looked for under. */
    private String base() {
        return config.tenantId().map(this::versionTwo).orElseGet(() -> issuer().orElse(""));
    }

    /** A tenant issues tokens of version 1.0 or 2.0, as the app registration that they are for wishes. */
    private List<String> issuers() {
        return issuer().map(List::of).orElseGet(() -> config.tenantId().stream()
                .map(id -> id.toLowerCase(Locale.ROOT))
                .flatMap(id -> Stream.of(versionTwo(id), "https://sts.windows.net/" + id + "/"))
                .toList());
    }

    private Optional<String> issuer() {
        return config.issuer().map(OutboundUrl::text);
    }

    private String versionTwo(String tenant) {
        return config.authority().base() + "/" + tenant.toLowerCase(Locale.ROOT) + "/v2.0";
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
