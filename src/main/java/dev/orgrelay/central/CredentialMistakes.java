package dev.orgrelay.central;

import dev.orgrelay.central.ApplicationsConfig.ApplicationConfig;
import dev.orgrelay.configuration.OutboundUrl;
import dev.orgrelay.organization.Text;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What can be wrong with the settings of a credential. Values of secrets are never repeated. */
final class CredentialMistakes {

    private static final String WHOLE_TOKEN = "a whole API token, SharedAccessSignature sr=...&sig=...&skn=...&se=...";
    private static final Pattern API_TOKEN = Pattern.compile("SharedAccessSignature [!-~][ -~]*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,252}");
    private static final Pattern SCOPE = Pattern.compile("[!-~]{1,500}/\\.default");
    private static final String UNRESOLVED = "@Microsoft.KeyVault(";

    private CredentialMistakes() {}

    static Stream<String> in(ApplicationConfig config) {
        return Credentials.Kind.of(config.credential())
                .map(kind -> in(kind, config))
                .orElseGet(() -> Stream.of("credential = " + Text.shorten(config.credential()) + ": allowed are "
                        + Credentials.Kind.words()));
    }

    private static Stream<String> in(Credentials.Kind kind, ApplicationConfig config) {
        Stream<Optional<String>> mistakes =
                switch (kind) {
                    case API_TOKEN -> Stream.of(secret("api-token", config.apiToken(), API_TOKEN, WHOLE_TOKEN));
                    case MANAGED_IDENTITY ->
                        Stream.of(config.clientId().flatMap(CredentialMistakes::clientId), scope(config.scope()));
                    case CLIENT_CREDENTIALS ->
                        Stream.of(
                                required("tenant-id", config.tenantId(), "the id or a domain of the tenant"),
                                required("client-id", config.clientId(), "the application (client) id"),
                                secret(
                                        "client-secret",
                                        config.clientSecret(),
                                        Pattern.compile("[!-~]+"),
                                        "the value of a client secret"),
                                authority(config),
                                scope(config.scope()));
                };
        return mistakes.flatMap(Optional::stream);
    }

    private static Optional<String> required(String key, Optional<String> value, String what) {
        return value.isEmpty()
                ? Optional.of(key + " is not set: " + what)
                : value.flatMap(text -> name(key, text, what));
    }

    private static Optional<String> clientId(String value) {
        return name("client-id", value, "the client id of a user-assigned identity, or not set");
    }

    private static Optional<String> name(String key, String value, String what) {
        return NAME.matcher(value).matches()
                ? Optional.empty()
                : Optional.of(key + " = " + Text.shorten(value) + ": allowed is " + what);
    }

    private static Optional<String> secret(String key, Optional<String> value, Pattern pattern, String what) {
        if (value.isEmpty()) {
            return Optional.of(key + " is not set: allowed is " + what);
        }
        if (value.get().startsWith(UNRESOLVED)) {
            return Optional.of(key + " = (not shown): this is a Key Vault reference that the platform has not resolved;"
                    + " look at its status in the app's settings and at the identity's access to the vault");
        }
        return pattern.matcher(value.get()).matches()
                ? Optional.empty()
                : Optional.of(key + " = (not shown): allowed is " + what);
    }

    private static Optional<String> authority(ApplicationConfig config) {
        return OutboundUrl.of(config.authority())
                        .filter(url -> !url.hasQuery() && url.uri().getPath().length() <= 1)
                        .filter(url -> url.isProtected() || config.dangerousPlainHttp())
                        .isPresent()
                ? Optional.empty()
                : Optional.of("authority = " + OutboundUrl.shown(config.authority())
                        + ": allowed is an https URL without a path, like https://login.microsoftonline.com");
    }

    private static Optional<String> scope(String scope) {
        return SCOPE.matcher(scope).matches()
                ? Optional.empty()
                : Optional.of(
                        "scope = " + Text.shorten(scope)
                                + ": allowed is the URL of a resource and /.default, like https://apps.azureiotcentral.com/.default");
    }
}
