package dev.orgrelay.identity;

import dev.orgrelay.configuration.Mistakes;
import dev.orgrelay.configuration.OutboundUrl;
import jakarta.inject.Singleton;
import java.util.List;

/** Whether the settings of this room make sense. */
@Singleton
public record IdentitySettings(IdentityConfig config) {

    /** What is wrong with the configuration, one line for each mistake: key, value, what is allowed. */
    public List<String> mistakes() {
        Mistakes mistakes = Mistakes.below("orgrelay.identity");
        config.endpoint().ifPresent(endpoint -> address("endpoint", endpoint, mistakes));
        address("imds-endpoint", config.imdsEndpoint(), mistakes);
        mistakes.requirePositive("timeout", config.timeout(), "500ms or 5s");
        return mistakes.lines();
    }

    private static void address(String setting, OutboundUrl url, Mistakes mistakes) {
        mistakes.require(url.uri().isPresent(), setting, url, "allowed is an http or https URL");
    }
}
