package dev.orgrelay.configuration;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/** Puts the search for mistakes, and what takes them out of the way, into the configuration. */
public final class SettingsSieve implements SmallRyeConfigBuilderCustomizer {

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        Mistakes mistakes = new Mistakes();
        builder.withInterceptorFactories(
                new HideMistakes.Factory(mistakes), new FindMistakes(new OwnMappings(builder), mistakes));
    }
}
