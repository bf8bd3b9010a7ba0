package dev.orgrelay.source;

import dev.orgrelay.source.SourcesConfig.SourceConfig;
import dev.orgrelay.source.mapping.Mapping;
import dev.orgrelay.source.preset.Preset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Where a source's mapping is: in a setting, in a file, or in the preset, of which the first one counts. */
final class MappingSettings {

    private static final String FILE = "mapping-file";

    private final SourceSettings settings;
    private final Optional<String> text;
    private final Optional<String> file;
    private final Optional<String> preset;

    MappingSettings(SourceSettings settings, SourceConfig config) {
        this.settings = settings;
        this.text = config.mapping();
        this.file = config.mappingFile();
        this.preset = config.preset().filter(Preset::hasMapping);
    }

    boolean isSet() {
        return text.isPresent() || file.isPresent() || preset.isPresent();
    }

    /** The mapping; empty if there is none, or if it is wrong. */
    Optional<Mapping> compile() {
        if (text.isPresent() && file.isPresent()) {
            settings.mistake(FILE, file.get(), "mapping is set too, allowed is one of them");
            return Optional.empty();
        }
        if (text.isPresent()) {
            return compile(text.get(), settings.key("mapping"));
        }
        if (file.isPresent()) {
            return read(file.get()).flatMap(found -> compile(found, settings.key(FILE) + " = " + file.get()));
        }
        return preset.flatMap(name -> compile(Preset.mapping(name), settings.key("preset") + " = " + name));
    }

    private Optional<Mapping> compile(String expression, String key) {
        try {
            return Optional.of(Mapping.compile(expression, key));
        } catch (IllegalArgumentException e) {
            settings.mistake(e.getMessage());
        } catch (IntakeException e) {
            settings.mistake(key + ": " + e.getMessage());
        }
        return Optional.empty();
    }

    private Optional<String> read(String path) {
        try {
            return Optional.of(Files.readString(Path.of(path.strip())));
        } catch (IOException | InvalidPathException e) {
            settings.mistake(
                    FILE,
                    path,
                    "allowed is a file in UTF-8 that can be read ("
                            + e.getClass().getSimpleName() + ")");
            return Optional.empty();
        }
    }
}
