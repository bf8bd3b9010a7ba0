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
                .with(SchemeSettings.SCHEME, config.scheme())
                .with(SchemeSettings.HEADER, config.header())
                .with(SchemeSettings.QUERY, config.query())
                .with(SchemeSettings.FIELD, config.field())
                .with(SchemeSettings.PREFIX, config.prefix())
                .with(SchemeSettings.SEPARATOR, config.separator())
                .with(SchemeSettings.ENCODING, config.encoding())
                .with(SchemeSettings.ALGORITHM, config.algorithm())
                .with(SchemeSettings.SIGNED, config.signed())
                .with(SchemeSettings.KEY_ENCODING, config.keyEncoding())
                .with(SchemeSettings.KEY_PREFIX, config.keyPrefix())
                .with(SchemeSettings.TIMESTAMP, config.timestamp())
                .with(SchemeSettings.TIMESTAMP_UNIT, config.timestampUnit())
                .with(SchemeSettings.TOLERANCE, config.tolerance())
                .with(SchemeSettings.WINDOW, config.window())
                .with(SchemeSettings.ID, config.id())
                .with(SchemeSettings.BODY_DIGEST, config.bodyDigest())
                .with(SchemeSettings.DANGEROUS_SHORT_SECRETS, shortSecrets(config))
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
