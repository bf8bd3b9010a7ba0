package dev.orgrelay.configuration;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** Makes the configuration strict: a value that cannot be read is answered with what is allowed, and keys that nobody reads are found by {@link KeyCheck}. */
public final class StrictSettings implements SmallRyeConfigBuilderCustomizer {

    /** Before every other converter. */
    private static final int FIRST = Integer.MAX_VALUE;

    private static final Set<String> TRUE = Set.of("true", "1", "yes", "y", "on");
    private static final Set<String> FALSE = Set.of("false", "0", "no", "n", "off");

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        convert(builder, Boolean.class, StrictSettings::isOn, "are true and false");
        convert(builder, Integer.class, Integer::valueOf, "is a whole number");
        convert(builder, Long.class, Long::valueOf, "is a whole number");
        convert(builder, Double.class, Double::valueOf, "is a number, like 20 or 0.5");
        convert(builder, Duration.class, DurationConverter::parseDuration, "is a time, like 500ms, 8s, 5m or PT5M");
        convert(
                builder,
                MemorySize.class,
                new MemorySizeConverter()::convert,
                "is a size in bytes, like 65536, 512K or 1M");
        convert(builder, ZoneId.class, ZoneId::of, "is a time zone, like UTC, Europe/Berlin or +01:00");
        convert(builder, OutboundUrl.class, OutboundUrl::new, "is a URL");
        builder.withDefaultValue(
                SmallRyeConfig.SMALLRYE_CONFIG_MAPPING_VALIDATE_UNKNOWN, "false"); // which KeyCheck does
        builder.withSources(new KeyCheck(builder));
        NamedDefaults.take(builder);
    }

    /** After everything that adds defaults. */
    @Override
    public int priority() {
        return Integer.MAX_VALUE;
    }

    private static <T> void convert(
            SmallRyeConfigBuilder builder, Class<T> type, Function<String, T> reading, String allowed) {
        builder.withConverter(type, FIRST, new StrictConverter<>(reading, allowed));
    }

    /** To SmallRye Config everything is false that it does not understand, so that {@code tru} would go unnoticed. */
    private static boolean isOn(String word) {
        String plain = word.toLowerCase(Locale.ROOT);
        if (!TRUE.contains(plain) && !FALSE.contains(plain)) {
            throw new IllegalArgumentException();
        }
        return TRUE.contains(plain);
    }
}
