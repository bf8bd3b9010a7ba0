package dev.orgrelay.identity;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the settings of this room make sense. */
@ApplicationScoped
public class IdentitySettings {

    private static final String KEY = "orgrelay.identity.";

    private final IdentityConfig config;

    IdentitySettings(IdentityConfig config) {
        this.config = config;
    }

    /** What is wrong with the configuration, one line for each mistake: key, value, what is allowed. */
    public List<String> mistakes() {
        return Stream.of(
                        config.endpoint().flatMap(endpoint -> address("endpoint", endpoint)),
                        address("imds-endpoint", config.imdsEndpoint()),
                        timeout())
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> address(String key, String value) {
        return isAddress(value) ? Optional.empty() : Optional.of(KEY + key + ": allowed is an http or https URL");
    }

    private static boolean isAddress(String value) {
        try {
            URI url = new URI(value);
            return url.getHost() != null && List.of("http", "https").contains(url.getScheme());
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private Optional<String> timeout() {
        return config.timeout().compareTo(Duration.ofMillis(1)) >= 0
                ? Optional.empty()
                : Optional.of(
                        KEY + "timeout = " + config.timeout() + ": allowed is a millisecond or more, like 500ms or 5s");
    }
}
