package dev.orgrelay.source;

import dev.orgrelay.source.SourcesConfig.SourceConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeSet;

/**
 * How a source is configured, in words for people; nothing secret.
 *
 * @param preset empty if it has none
 * @param scheme how it proves itself; {@code none} if that is not configured
 * @param application where its changes go; several with commas
 * @param hasMapping whether its messages are mapped, or mean what they say
 * @param hasSnapshot whether everything that it has can be read
 * @param silentAfter how long it may be silent before somebody is told; empty if that is all the same
 */
public record SourceDescription(
        String name,
        Optional<String> preset,
        String scheme,
        String application,
        boolean hasMapping,
        boolean hasSnapshot,
        Optional<Duration> silentAfter) {

    static SourceDescription of(String name, SourceConfig config) {
        return new SourceDescription(
                name,
                config.preset(),
                config.authentication().scheme().orElse(SourceSettings.NO_SCHEME),
                config.tenants().isEmpty()
                        ? config.application()
                        : String.join(", ", new TreeSet<>(config.tenants().values())),
                config.mapping().or(config::mappingFile).or(config::preset).isPresent(),
                config.snapshot().url().isPresent(),
                config.silentAfter());
    }

    /** The source that exists without being configured. */
    static SourceDescription unconfigured(String name) {
        return new SourceDescription(
                name, Optional.empty(), SourceSettings.NO_SCHEME, Sources.DEFAULT, false, false, Optional.empty());
    }

    /** On one line. */
    @Override
    public String toString() {
        return "source " + name + ": "
                + preset.map(known -> "preset " + known + ", ").orElse("") + "scheme " + scheme
                + (hasMapping ? ", a mapping" : ", no mapping") + (hasSnapshot ? ", a snapshot" : ", no snapshot")
                + ", to application " + application;
    }
}
