package dev.orgrelay.proof;

import dev.orgrelay.configuration.ConversionMistakes;
import dev.orgrelay.configuration.FailedStart;
import dev.orgrelay.configuration.Mistakes;
import dev.orgrelay.configuration.StrictSettings;
import dev.orgrelay.source.preset.ShippedSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What proves requests, as a configuration makes it. */
public final class ConfiguredAuthentication {

    static final String KEY = "orgrelay.sources.hr.authentication";

    /** Some tests make the same one for each byte of a request. */
    private static final Map<Map<String, String>, AuthenticationConfig> CONFIGS = new ConcurrentHashMap<>();

    @ConfigMapping(prefix = "orgrelay.sources.hr")
    interface Source {
        AuthenticationConfig authentication();
    }

    private ConfiguredAuthentication() {}

    /**
     * @param settings below {@link #KEY}
     * @throws IllegalArgumentException with one line for each mistake
     */
    public static Authenticator of(Map<String, String> settings, List<String> secrets, Clock clock) {
        Map<String, String> all = new HashMap<>(settings);
        for (int i = 0; i < secrets.size(); i++) {
            all.put("secrets[" + i + "]", secrets.get(i));
        }
        Mistakes mistakes = Mistakes.below(KEY);
        Authenticator authenticator = Authenticator.of(config(all), mistakes, clock);
        FailedStart.throwIfAny(mistakes);
        return authenticator;
    }

    static AuthenticationConfig config(Map<String, String> settings) {
        try {
            return CONFIGS.computeIfAbsent(settings, ConfiguredAuthentication::read);
        } catch (ConfigValidationException e) {
            throw new IllegalArgumentException(String.join("\n", ConversionMistakes.in(e)));
        }
    }

    private static AuthenticationConfig read(Map<String, String> settings) {
        Map<String, String> properties = new HashMap<>();
        settings.forEach((name, value) -> properties.put(KEY + "." + name, value));
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withCustomizers(new StrictSettings())
                .withSources(new ShippedSettings())
                .withSources(new PropertiesConfigSource(properties, "test", 250))
                .withMapping(Source.class)
                .build()
                .getConfigMapping(Source.class)
                .authentication();
    }
}
