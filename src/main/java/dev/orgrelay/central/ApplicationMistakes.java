package dev.orgrelay.central;

import dev.orgrelay.central.ApplicationsConfig.ApplicationConfig;
import dev.orgrelay.configuration.KeyCheck;
import dev.orgrelay.configuration.Mistakes;
import dev.orgrelay.configuration.OutboundUrl;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What can be wrong with the settings of an application and of its credential. Values of secrets are never repeated. */
final class ApplicationMistakes {

    private static final List<String> API_VERSIONS =
            List.of("1.1-preview", "2022-05-31", "2022-06-30-preview", "2022-07-31", "2022-10-31-preview");
    private static final String URL = "allowed is the URL of an application, like https://contoso.azureiotcentral.com,"
            + " without a user and a query";
    private static final int MOST_REQUESTS = 10_000_000;

    private static final Pattern API_TOKEN = Pattern.compile("SharedAccessSignature [!-~][ -~]*");
    private static final Pattern CLIENT_SECRET = Pattern.compile("[!-~]+");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,252}");
    private static final Pattern SCOPE = Pattern.compile("[!-~]{1,500}/\\.default");

    private ApplicationMistakes() {}

    static void find(ApplicationConfig config, Mistakes mistakes) {
        config.url()
                .ifPresentOrElse(
                        url -> url.requireBase("url", config.dangerousPlainHttp(), URL, mistakes),
                        () -> mistakes.addMissing("url", URL));
        mistakes.require(
                API_VERSIONS.contains(config.apiVersion()),
                "api-version",
                config.apiVersion(),
                "allowed are " + String.join(", ", API_VERSIONS));
        findInCredential(config, mistakes);
        mistakes.require(
                config.requestsPerSecond() >= 1 && config.requestsPerSecond() <= MOST_REQUESTS,
                "requests-per-second",
                config.requestsPerSecond(),
                "allowed are 1 to " + MOST_REQUESTS);
        mistakes.requirePositive("max-organizations", config.maxOrganizations());
        mistakes.requirePositive("max-depth", config.maxDepth());
        mistakes.requirePositive("connect-timeout", config.connectTimeout(), "500ms or 8s");
        mistakes.requirePositive("response-timeout", config.responseTimeout(), "500ms or 8s");
        mistakes.requirePositive("retry-for", config.retryFor(), "500ms or 8s");
    }

    private static void findInCredential(ApplicationConfig config, Mistakes mistakes) {
        switch (config.credential()) {
            case API_TOKEN ->
                secret(
                        "api-token",
                        config.apiToken(),
                        API_TOKEN,
                        "a whole API token, SharedAccessSignature sr=...&sig=...&skn=...&se=...",
                        mistakes);
            case MANAGED_IDENTITY -> {
                config.clientId()
                        .ifPresent(id -> name(
                                "client-id", id, "the client id of a user-assigned identity, or not set", mistakes));
                scope(config.scope(), mistakes);
            }
            case CLIENT_CREDENTIALS -> {
                required("tenant-id", config.tenantId(), "the id or a domain of the tenant", mistakes);
                required("client-id", config.clientId(), "the application (client) id", mistakes);
                secret("client-secret", config.clientSecret(), CLIENT_SECRET, "the value of a client secret", mistakes);
                authority(config, mistakes);
                scope(config.scope(), mistakes);
            }
        }
    }

    private static void required(String setting, Optional<String> value, String what, Mistakes mistakes) {
        value.ifPresentOrElse(text -> name(setting, text, what, mistakes), () -> mistakes.addMissing(setting, what));
    }

    private static void name(String setting, String value, String what, Mistakes mistakes) {
        mistakes.require(NAME.matcher(value).matches(), setting, value, "allowed is " + what);
    }

    private static void secret(
            String setting, Optional<String> value, Pattern pattern, String what, Mistakes mistakes) {
        if (value.isEmpty()) {
            mistakes.addMissing(setting, "allowed is " + what);
        } else if (KeyCheck.isUnresolvedSecret(value.get())) {
            mistakes.addHidden(setting, KeyCheck.UNRESOLVED_SECRET);
        } else if (!pattern.matcher(value.get()).matches()) {
            mistakes.addHidden(setting, "allowed is " + what);
        }
    }

    private static void authority(ApplicationConfig config, Mistakes mistakes) {
        OutboundUrl authority = config.authority();
        mistakes.require(
                authority.isBase()
                        && authority.uri().orElseThrow().getPath().length() <= 1
                        && (authority.isProtected() || config.dangerousPlainHttp()),
                "authority",
                authority,
                "allowed is an https URL without a path, like https://login.microsoftonline.com");
    }

    private static void scope(String scope, Mistakes mistakes) {
        mistakes.require(
                SCOPE.matcher(scope).matches(),
                "scope",
                scope,
                "allowed is the URL of a resource and /.default, like https://apps.azureiotcentral.com/.default");
    }
}
