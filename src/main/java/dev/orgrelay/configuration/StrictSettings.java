package dev.orgrelay.configuration;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/** Makes the configuration strict: a switch is true or false, and keys that nobody reads are found by {@link KeyCheck}. */
public final class StrictSettings implements SmallRyeConfigBuilderCustomizer {

    /** Before everything else that converts switches. */
    private static final int FIRST = Integer.MAX_VALUE;

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        builder.withConverter(Boolean.class, FIRST, new TrueOrFalse());
        builder.withMappingIgnore(KnownKeys.PREFIX + "**");
        builder.withSources(new KeyCheck(builder));
    }
}
