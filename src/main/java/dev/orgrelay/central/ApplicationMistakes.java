package dev.orgrelay.central;

import dev.orgrelay.central.ApplicationsConfig.ApplicationConfig;
import dev.orgrelay.configuration.Mistakes;
import dev.orgrelay.configuration.OutboundUrl;
import java.util.List;
import java.util.Optional;

/** What can be wrong with the settings of an application. Values of secrets are never repeated. */
final class ApplicationMistakes {

    private static final List<String> API_VERSIONS =
            List.of("1.1-preview", "2022-05-31", "2022-06-30-preview", "2022-07-31", "2022-10-31-preview");
    private static final int MOST_REQUESTS = 10_000_000;

    private ApplicationMistakes() {}

    static void find(ApplicationConfig config, Mistakes mistakes) {
        findInUrl(config, mistakes);
        mistakes.require(
                API_VERSIONS.contains(config.apiVersion()),
                "api-version",
                config.apiVersion(),
                "allowed are " + String.join(", ", API_VERSIONS));
        CredentialMistakes.find(config, mistakes);
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

    private static void findInUrl(ApplicationConfig config, Mistakes mistakes) {
        String allowed = "allowed is the URL of an application, like https://contoso.azureiotcentral.com,"
                + " without a user and a query";
        Optional<String> written = config.url();
        if (written.isEmpty()) {
            mistakes.addMissing("url", allowed);
        } else {
            OutboundUrl.read("url", written.get(), config.dangerousPlainHttp(), allowed, mistakes);
        }
    }
}
