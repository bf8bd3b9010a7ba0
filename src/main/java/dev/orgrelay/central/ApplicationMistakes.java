package dev.orgrelay.central;

import dev.orgrelay.central.ApplicationsConfig.ApplicationConfig;
import dev.orgrelay.configuration.OutboundUrl;
import dev.orgrelay.organization.Text;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be wrong with the settings of an application. Values of secrets are never repeated. */
final class ApplicationMistakes {

    private static final List<String> API_VERSIONS =
            List.of("1.1-preview", "2022-05-31", "2022-06-30-preview", "2022-07-31", "2022-10-31-preview");
    private static final int MOST_REQUESTS = 10_000_000;

    private ApplicationMistakes() {}

    static Stream<String> in(String name, ApplicationConfig config) {
        String prefix = "orgrelay.applications." + name + ".";
        Stream<String> credential = CredentialMistakes.in(config);
        Stream<String> others = Stream.of(
                        requestsPerSecond(config.requestsPerSecond()),
                        positive("max-organizations", config.maxOrganizations()),
                        positive("max-depth", config.maxDepth()),
                        positive("connect-timeout", config.connectTimeout()),
                        positive("response-timeout", config.responseTimeout()),
                        positive("retry-for", config.retryFor()))
                .flatMap(Optional::stream);
        return Stream.of(address(config), credential, others)
                .flatMap(lines -> lines)
                .map(mistake -> prefix + mistake);
    }

    private static Stream<String> address(ApplicationConfig config) {
        return Stream.of(url(config), apiVersion(config.apiVersion())).flatMap(Optional::stream);
    }

    private static Optional<String> url(ApplicationConfig config) {
        Optional<OutboundUrl> url = config.url().flatMap(OutboundUrl::of).filter(parsed -> !parsed.hasQuery());
        if (url.isEmpty()) {
            String shown =
                    config.url().map(text -> "url = " + OutboundUrl.shown(text)).orElse("url is not set");
            return Optional.of(shown + ": allowed is the URL of an application,"
                    + " like https://contoso.azureiotcentral.com, without a user and a query");
        }
        return url.filter(parsed -> !parsed.isProtected() && !config.dangerousPlainHttp())
                .map(parsed -> "url = " + parsed + ": " + OutboundUrl.ONLY_PROTECTED);
    }

    private static Optional<String> apiVersion(String apiVersion) {
        return API_VERSIONS.contains(apiVersion)
                ? Optional.empty()
                : Optional.of("api-version = " + Text.shorten(apiVersion) + ": allowed are "
                        + String.join(", ", API_VERSIONS));
    }

    private static Optional<String> requestsPerSecond(double requestsPerSecond) {
        return requestsPerSecond >= 1 && requestsPerSecond <= MOST_REQUESTS
                ? Optional.empty()
                : Optional.of("requests-per-second = " + requestsPerSecond + ": allowed are 1 to " + MOST_REQUESTS);
    }

    private static Optional<String> positive(String key, int value) {
        return value > 0 ? Optional.empty() : Optional.of(key + " = " + value + ": allowed is 1 or more");
    }

    /** What takes the time in milliseconds understands 0 as for ever. */
    private static Optional<String> positive(String key, Duration value) {
        return value.compareTo(Duration.ofMillis(1)) >= 0
                ? Optional.empty()
                : Optional.of(key + " = " + value + ": allowed is a millisecond or more, like 500ms or 8s");
    }
}
