package dev.orgrelay.notice;

import dev.orgrelay.configuration.StrictSettings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.Optional;

/** The settings of notices as a configuration makes them. */
public final class ConfiguredNotices {

    private ConfiguredNotices() {}

    public static NoticeSettings of(Map<String, String> settings) {
        return of(new SmallRyeConfigBuilder()
                .withCustomizers(new StrictSettings())
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .withMapping(NoticesConfig.class)
                .build());
    }

    /** @param config that has them */
    public static NoticeSettings of(SmallRyeConfig config) {
        return new NoticeSettings(config.getConfigMapping(NoticesConfig.class), Optional.empty(), "on");
    }
}
