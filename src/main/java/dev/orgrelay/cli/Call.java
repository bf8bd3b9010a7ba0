package dev.orgrelay.cli;

import dev.orgrelay.organization.Text;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/** What was given to a command. */
record Call(ParseResult parsed, Map<String, String> env, Terminal terminal) {

    static final String USUAL_URL = "http://localhost:8080";

    private static final String URL = "ORGRELAY_URL";
    private static final String KEY = "ORGRELAY_OPERATOR_KEY";
    private static final String STANDARD_INPUT = "-";
    /** The most bytes of a file or an answer: more than any server takes. */
    static final int MOST_BYTES = 64 * 1024 * 1024;

    /** The value of an option; empty if it was not given. */
    Optional<String> get(String option) {
        return Optional.ofNullable(parsed.matchedOptionValue("--" + option, (String) null));
    }

    boolean has(String flag) {
        return parsed.hasMatchedOption("--" + flag);
    }

    /** The values of an option that may come several times. */
    List<String> all(String option) {
        return parsed.matchedOptionValue("--" + option, List.of());
    }

    /** What stands after the command. */
    Optional<String> argument() {
        return Optional.ofNullable(parsed.matchedPositionalValue(0, (String) null));
    }

    boolean isJson() {
        return has("json");
    }

    /** Whether somebody said where the server is. */
    boolean namesServer() {
        return get("url").isPresent() || isSet(URL);
    }

    String url() {
        return get("url").orElseGet(() -> isSet(URL) ? env.get(URL) : USUAL_URL);
    }

    Api api() {
        return new Api(
                url(), isSet(KEY) ? Optional.of(env.get(KEY).strip()) : Optional.empty(), has("dangerous-plain-http"));
    }

    /** A query of those options that were given, with their names. */
    Map<String, String> query(List<String> options) {
        Map<String, String> query = new LinkedHashMap<>();
        options.forEach(option -> get(option).ifPresent(value -> query.put(option, value)));
        return query;
    }

    /** Whether colours help: <a href="https://no-color.org">NO_COLOR</a>. */
    boolean isColoured() {
        return terminal.isInteractive() && !isSet("NO_COLOR") && !"dumb".equals(env.get("TERM"));
    }

    /**
     * The content of a file.
     *
     * @throws IOException if it cannot be read, or is too large for any server
     */
    byte[] read(String file) throws IOException {
        byte[] bytes;
        try (InputStream stream = file.equals(STANDARD_INPUT) ? terminal.in() : Files.newInputStream(Path.of(file))) {
            bytes = stream.readNBytes(MOST_BYTES + 1);
        } catch (IOException | InvalidPathException e) {
            throw new FileNotFoundException("the file " + Text.shorten(file) + " cannot be read");
        }
        if (bytes.length > MOST_BYTES) {
            throw new IOException(
                    "the file " + Text.shorten(file) + " has more than " + MOST_BYTES / 1024 / 1024 + " MiB");
        }
        return bytes;
    }

    private boolean isSet(String variable) {
        return !env.getOrDefault(variable, "").isBlank();
    }
}
