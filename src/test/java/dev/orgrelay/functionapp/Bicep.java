package dev.orgrelay.functionapp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    /** The names of all resources of a type, as long as they can be. Each module has its own name from {@code relay.bicep}. */
    static List<String> resourceNames(String type) {
        String relay = files().get("relay.bicep");
        List<String> names = new ArrayList<>();
        files().forEach((file, text) -> {
            String given =
                    first(relay, "module \\w+ '" + Pattern.quote(file) + "'[^{]*\\{.*?params: \\{\\s+name: ([^\\n]+)");
            Pattern.compile(
                            "resource \\w+ '" + Pattern.quote(type)
                                    + "@[^']+' =(?:(?!\\nresource).)*?\\s+name: ([^\\n]+)",
                            Pattern.DOTALL)
                    .matcher(text)
                    .results()
                    .filter(resource -> !resource.group().contains("' existing ="))
                    .map(resource -> resource.group(1).equals("name")
                            ? given
                            : resource.group(1).replace("${name}", bare(given)))
                    .map(name ->
                            name.equals("functionAppName") ? first(relay, "var functionAppName = ([^\\n]+)") : name)
                    .flatMap(name -> instances(text, bare(name)))
                    .forEach(names::add);
        });
        return names;
    }

    /** What stands for texts of another place: a token of 13 characters, the longest name of an environment, each of a list. */
    private static Stream<String> instances(String text, String name) {
        String filled = name.replace("${token}", "abcdefghijklm")
                .replace("${environmentName}", "e".repeat(40))
                .replace("${functionAppName}", "func-orgrelay-abcdefghijklm");
        return filled.contains("${trouble.name}")
                ? Pattern.compile("name: '([a-z-]+)'\\s+title")
                        .matcher(text)
                        .results()
                        .map(each -> filled.replace("${trouble.name}", each.group(1)))
                : Stream.of(filled);
    }

    private static String bare(String quoted) {
        return quoted.replace("'", "");
    }

    private static String first(String text, String pattern) {
        return Pattern.compile(pattern, Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElse("");
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
