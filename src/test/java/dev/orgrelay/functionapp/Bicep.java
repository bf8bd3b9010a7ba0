package dev.orgrelay.functionapp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The infrastructure's files as text, without their comments. */
final class Bicep {

    static final Path FOLDER = FunctionApp.SOURCE.resolve("infra");

    private static final Pattern COMMENT = Pattern.compile("(?m)(^|\\s)//.*$");
    private static final Pattern SETTING = Pattern.compile("(?m)^\\s*(?:.*\\? \\{ )?([A-Za-z_]+[A-Z_a-z0-9]*): ");

    private Bicep() {}

    /** By path below the folder. */
    static Map<String, String> files() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            Map<String, String> texts = new TreeMap<>();
            files.filter(file -> file.toString().endsWith(".bicep"))
                    .forEach(
                            file -> texts.put(FOLDER.relativize(file).toString().replace('\\', '/'), text(file)));
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return COMMENT.matcher(Files.readString(file)).replaceAll("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of the app settings that a deployment sets. */
    static Set<String> appSettings() {
        String file = files().get("modules/function-app.bicep");
        String settings = file.substring(file.indexOf("name: 'appsettings'"), file.indexOf("additionalSettings\n  )"));
        Set<String> names = new TreeSet<>();
        SETTING.matcher(settings)
                .results()
                .map(match -> match.group(1))
                .filter(name -> !name.equals("name") && !name.equals("properties"))
                .forEach(names::add);
        return names;
    }

    static Stream<String> all(String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        return files().values().stream()
                .flatMap(text -> compiled.matcher(text).results().map(Bicep::firstGroup));
    }

    private static String firstGroup(MatchResult match) {
        return match.group(1);
    }
}
