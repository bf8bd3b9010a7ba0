package dev.orgrelay.central;

import dev.orgrelay.central.ApplicationsConfig.ApplicationConfig;
import dev.orgrelay.configuration.Mistakes;
import java.util.List;

/** What can be wrong with the settings of an application. Values of secrets are never repeated. */
final class ApplicationMistakes {

    private static final List<String> API_VERSIONS =
            List.of("1.1-preview", "2022-05-31", "2022-06-30-preview", "2022-07-31", "2022-10-31-preview");
    private static final String URL = "allowed is the URL of an application, like https://contoso.azureiotcentral.com,"
            + " without a user and a query";
    private static final int MOST_REQUESTS = 10_000_000;

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
}
