package dev.orgrelay.identity;

import dev.orgrelay.configuration.Mistakes;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/** Whether the settings of this room make sense. */
@ApplicationScoped
public class IdentitySettings {

    private final IdentityConfig config;

    IdentitySettings(IdentityConfig config) {
        this.config = config;
    }

    /** What is wrong with the configuration, one line for each mistake: key, value, what is allowed. */
    public List<String> mistakes() {
        Mistakes mistakes = Mistakes.below("orgrelay.identity");
        config.endpoint().ifPresent(endpoint -> address("endpoint", endpoint, mistakes));
        address("imds-endpoint", config.imdsEndpoint(), mistakes);
        mistakes.requirePositive("timeout", config.timeout(), "500ms or 5s");
        return mistakes.lines();
    }

    private static void address(String setting, String value, Mistakes mistakes) {
        if (!isAddress(value)) {
            mistakes.addLine(mistakes.key(setting) + ": allowed is an http or https URL");
        }
    }

    private static boolean isAddress(String value) {
        try {
            URI url = new URI(value);
            return url.getHost() != null && List.of("http", "https").contains(url.getScheme());
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
