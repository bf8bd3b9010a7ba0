package dev.orgrelay.proof.entra;

import dev.orgrelay.configuration.FailedStart;
import dev.orgrelay.configuration.Mistakes;
import dev.orgrelay.configuration.StrictSettings;
import dev.orgrelay.proof.AuthenticationConfig;
import dev.orgrelay.proof.Authenticator;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** The scheme as a configuration makes it. */
final class ConfiguredEntra {

    static final String KEY = "orgrelay.sources.hr.authentication";

    @ConfigMapping(prefix = "orgrelay.sources.hr")
    interface Source {
        AuthenticationConfig authentication();
    }

    private ConfiguredEntra() {}

    /**
     * @param more come on top of {@code settings}; an empty text takes one away
     * @throws IllegalArgumentException with one line for each mistake
     */
    static Authenticator of(Map<String, String> settings, Map<String, String> more, Clock clock) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(more);
        Map<String, String> properties = new HashMap<>();
        all.forEach((key, value) -> properties.put(KEY + ".entra." + key, value));
        AuthenticationConfig config = new SmallRyeConfigBuilder()
                .withCustomizers(new StrictSettings())
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .withMapping(Source.class)
                .build()
                .getConfigMapping(Source.class)
                .authentication();
        Mistakes mistakes = Mistakes.below(KEY);
        Authenticator authenticator = EntraSettings.authenticator(config, mistakes, clock);
        FailedStart.throwIfAny(mistakes);
        return authenticator;
    }
}
