package dev.orgrelay.proof;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The settings that a configuration holds, by name. */
final class ConfiguredSettings {

    private final Map<String, String> settings = new TreeMap<>();

    private ConfiguredSettings() {}

    static Map<String, String> of(AuthenticationConfig config) {
        return new ConfiguredSettings()
                .with(Settings.SCHEME, config.scheme())
                .with(Settings.HEADER, config.header())
                .with(Settings.QUERY, config.query())
                .with(Settings.FIELD, config.field())
                .with(Settings.PREFIX, config.prefix())
                .with(Settings.SEPARATOR, config.separator())
                .with(Settings.ENCODING, config.encoding())
                .with(Settings.ALGORITHM, config.algorithm())
                .with(Settings.SIGNED, config.signed())
                .with(Settings.KEY_ENCODING, config.keyEncoding())
                .with(Settings.KEY_PREFIX, config.keyPrefix())
                .with(Settings.TIMESTAMP, config.timestamp())
                .with(Settings.TIMESTAMP_UNIT, config.timestampUnit())
                .with(Settings.TOLERANCE, config.tolerance())
                .with(Settings.WINDOW, config.window())
                .with(Settings.ID, config.id())
                .with(Settings.BODY_DIGEST, config.bodyDigest())
                .with(Settings.DANGEROUS_SHORT_SECRETS, shortSecrets(config))
                .settings;
    }

    private static Optional<String> shortSecrets(AuthenticationConfig config) {
        return config.dangerousShortSecrets() ? Optional.of("true") : Optional.empty();
    }

    private ConfiguredSettings with(String name, Optional<String> value) {
        value.map(String::strip).filter(text -> !text.isEmpty()).ifPresent(text -> settings.put(name, text));
        return this;
    }
}
