package dev.orgrelay.source;

import dev.orgrelay.configuration.Mistakes;
import dev.orgrelay.mapping.Mapping;
import dev.orgrelay.message.IntakeException;
import dev.orgrelay.organization.SourceIds;
import dev.orgrelay.source.SourcesConfig.SourceConfig;
import dev.orgrelay.source.preset.Preset;
import dev.orgrelay.source.snapshot.SnapshotConfig;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Where a mapping of a source is: in a setting, in a file, or in the preset, of which the first one counts. */
final class MappingSettings {

    private static final String MAPPING = "mapping";
    private static final String FILE = "mapping-file";

    private final SourceIds ids;
    private final Mistakes mistakes;
    private final Optional<String> text;
    private final Optional<String> file;
    private final Optional<String> preset;
    private final Optional<Mapping> mapping;

    private MappingSettings(
            SourceIds ids, Mistakes mistakes, Optional<String> text, Optional<String> file, Optional<String> preset) {
        this.ids = ids;
        this.mistakes = mistakes;
        this.text = text;
        this.file = file;
        this.preset = preset;
        this.mapping = compile();
    }

    /** What its messages mean. */
    static MappingSettings ofMessages(SourceConfig config, SourceIds ids, Mistakes mistakes) {
        Optional<String> preset = config.preset().filter(Preset::hasMapping).map(Preset::mapping);
        return new MappingSettings(ids, mistakes, config.mapping(), config.mappingFile(), preset);
    }

    /** What the elements of its snapshot mean, where that is something else. */
    static MappingSettings ofSnapshot(SourceConfig config, SourceIds ids, Mistakes mistakes) {
        SnapshotConfig snapshot = config.snapshot();
        Optional<String> preset =
                config.preset().filter(Preset::hasSnapshotMapping).map(Preset::snapshotMapping);
        return new MappingSettings(ids, mistakes.in("snapshot"), snapshot.mapping(), snapshot.mappingFile(), preset);
    }

    boolean isSet() {
        return text.isPresent() || file.isPresent() || preset.isPresent();
    }

    /** Empty if there is none, or if it is wrong. */
    Optional<Mapping> mapping() {
        return mapping;
    }

    private Optional<Mapping> compile() {
        if (text.isPresent() && file.isPresent()) {
            mistakes.add(FILE, file.get(), "mapping is set too, allowed is one of them");
            return Optional.empty();
        }
        if (text.isPresent()) {
            return compile(text.get(), mistakes.key(MAPPING));
        }
        if (file.isPresent()) {
            return read(file.get()).flatMap(found -> compile(found, mistakes.key(FILE) + " = " + file.get()));
        }
        return preset.flatMap(found -> compile(found, "the mapping of the preset"));
    }

    private Optional<Mapping> compile(String expression, String key) {
        try {
            return Optional.of(Mapping.compile(expression, key, ids));
        } catch (IllegalArgumentException e) {
            mistakes.addLine(e.getMessage());
        } catch (IntakeException e) {
            mistakes.addLine(key + ": " + e.getMessage());
        }
        return Optional.empty();
    }

    private Optional<String> read(String path) {
        try {
            return Optional.of(Files.readString(Path.of(path.strip())));
        } catch (IOException | InvalidPathException e) {
            mistakes.add(FILE, path, "allowed is a file in UTF-8 that can be read, and " + reason(e));
            return Optional.empty();
        }
    }

    private static String reason(Exception failure) {
        if (failure instanceof NoSuchFileException || failure instanceof InvalidPathException) {
            return "there is none";
        }
        return failure instanceof CharacterCodingException ? "it is in another charset" : "it cannot be read";
    }
}
