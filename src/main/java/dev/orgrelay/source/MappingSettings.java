package dev.orgrelay.source;

import dev.orgrelay.configuration.Mistakes;
import dev.orgrelay.mapping.Mapping;
import dev.orgrelay.message.IntakeException;
import dev.orgrelay.organization.SourceIds;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * A mapping of a source: in a setting, in a file, or in the preset, of which the first one counts.
 *
 * @param isSet whether there is one
 * @param mapping empty if there is none, or if it is wrong
 */
record MappingSettings(boolean isSet, Optional<Mapping> mapping) {

    private static final Logger LOG = Logger.getLogger(MappingSettings.class);
    private static final String FILE = "mapping-file";

    static MappingSettings of(
            Optional<String> text,
            Optional<String> file,
            Optional<String> preset,
            SourceIds ids,
            ZoneId zone,
            Mistakes mistakes) {
        boolean isSet = text.isPresent() || file.isPresent() || preset.isPresent();
        Optional<Mapping> mapping;
        if (text.isPresent() && file.isPresent()) {
            mistakes.add(FILE, file.get(), "mapping is set too, allowed is one of them");
            mapping = Optional.empty();
        } else if (text.isPresent()) {
            mapping = compile(text.get(), mistakes.key("mapping"), ids, zone, mistakes);
        } else if (file.isPresent()) {
            String key = mistakes.key(FILE) + " = " + file.get();
            mapping = read(file.get(), mistakes).flatMap(found -> compile(found, key, ids, zone, mistakes));
        } else {
            mapping = preset.flatMap(found -> compile(found, "the mapping of the preset", ids, zone, mistakes));
        }
        return new MappingSettings(isSet, mapping);
    }

    private static Optional<Mapping> compile(
            String expression, String key, SourceIds ids, ZoneId zone, Mistakes mistakes) {
        try {
            Mapping compiled = Mapping.compile(expression, key, ids, zone);
            compiled.warnings().forEach(warning -> LOG.warnf("%s: %s", key, warning));
            return Optional.of(compiled);
        } catch (IllegalArgumentException e) {
            mistakes.addLine(e.getMessage());
        } catch (IntakeException e) {
            mistakes.addLine(key + ": " + e.getMessage());
        }
        return Optional.empty();
    }

    private static Optional<String> read(String path, Mistakes mistakes) {
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
