package dev.orgrelay.central;

import dev.orgrelay.central.ApplicationsConfig.ApplicationConfig;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be wrong with the settings of an application. Values of secrets are never repeated. */
final class ApplicationMistakes {

    private static final List<String> API_VERSIONS =
            List.of("1.1-preview", "2022-05-31", "2022-06-30-preview", "2022-07-31", "2022-10-31-preview");
    private static final String API_TOKEN = "api-token";

    private ApplicationMistakes() {}

    static Stream<String> in(String name, ApplicationConfig config) {
        String prefix = "orgrelay.applications." + name + ".";
        return Stream.of(
                        url(config.url()),
                        apiVersion(config.apiVersion()),
                        credential(config.credential()),
                        apiToken(config),
                        requestsPerSecond(config.requestsPerSecond()))
                .flatMap(Optional::stream)
                .map(mistake -> prefix + mistake);
    }

    private static Optional<String> url(URI url) {
        boolean isHttp = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
        return isHttp && url.getHost() != null && url.getRawQuery() == null && url.getRawUserInfo() == null
                ? Optional.empty()
                : Optional.of("url = " + url.getScheme() + "://" + url.getHost()
                        + ": allowed is the URL of an application, like https://contoso.azureiotcentral.com");
    }

    private static Optional<String> apiVersion(String apiVersion) {
        return API_VERSIONS.contains(apiVersion)
                ? Optional.empty()
                : Optional.of("api-version = " + apiVersion + ": allowed are " + String.join(", ", API_VERSIONS));
    }

    private static Optional<String> credential(String credential) {
        return credential.equals(API_TOKEN)
                ? Optional.empty()
                : Optional.of("credential = " + credential + ": allowed is " + API_TOKEN);
    }

    private static Optional<String> apiToken(ApplicationConfig config) {
        if (!config.credential().equals(API_TOKEN)) {
            return Optional.empty();
        }
        String token = config.apiToken().orElse("");
        return token.startsWith("SharedAccessSignature ") && token.chars().allMatch(c -> c >= ' ' && c <= '~')
                ? Optional.empty()
                : Optional.of(
                        "api-token: allowed is a whole API token, SharedAccessSignature sr=...&sig=...&skn=...&se=...");
    }

    private static Optional<String> requestsPerSecond(double requestsPerSecond) {
        return requestsPerSecond >= 1 && requestsPerSecond <= 10_000_000
                ? Optional.empty()
                : Optional.of("requests-per-second = " + requestsPerSecond + ": allowed is 1 or more");
    }
}
