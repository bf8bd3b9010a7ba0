package dev.orgrelay.configuration;

import dev.orgrelay.organization.Text;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What could not be converted, in the words of this program. SmallRye Config tells which key it was in a text only, and there, of words, what is allowed; the rest is
 * said by {@link StrictConverter}.
 */
public final class ConversionMistakes {

    private static final Pattern WRONG = Pattern.compile(
            "The config property (\\S+) with the config value \"(.*)\" threw an Exception whilst being converted (.*)",
            Pattern.DOTALL);
    private static final Pattern WORD =
            Pattern.compile("Cannot convert (.*) to enum .*, allowed values: (.*)", Pattern.DOTALL);
    private static final Pattern EMPTY = Pattern.compile(
            "The config property (\\S+) (is defined as the empty String|with the config value \"\\s*\" was converted to null)");
    private static final Pattern UNRESOLVED = Pattern.compile("Could not expand value (.+) in property (\\S+)");

    /** Settings of {@code application.properties} that refer to another one, and are wrong if that is. */
    private static final Map<String, String> REFERRING = Map.of(
            "quarkus.http.limits.max-body-size", "orgrelay.max-body-size",
            "orgrelay.dangerous-open-functions", "orgrelay.sandbox.enabled");

    private final Map<String, String> said = new TreeMap<>();

    private ConversionMistakes() {}

    /** One line for each: key, value, what is allowed. */
    public static List<String> in(ConfigValidationException failure) {
        ConversionMistakes mistakes = new ConversionMistakes();
        for (int i = 0; i < failure.getProblemCount(); i++) {
            mistakes.add(failure.getProblem(i));
        }
        REFERRING.forEach((key, other) -> mistakes.said.remove(key, mistakes.said.get(other)));
        return mistakes.lines();
    }

    /** The same of one value that is used as a text. */
    static List<String> in(List<Problem> problems) {
        ConversionMistakes mistakes = new ConversionMistakes();
        problems.forEach(mistakes::add);
        return mistakes.lines();
    }

    private List<String> lines() {
        return said.entrySet().stream()
                .map(line -> line.getKey() + line.getValue())
                .toList();
    }

    private void add(Problem problem) {
        Matcher wrong = WRONG.matcher(problem.getMessage());
        Matcher empty = EMPTY.matcher(problem.getMessage());
        Matcher unresolved = UNRESOLVED.matcher(problem.getMessage());
        if (wrong.find()) {
            String key = wrong.group(1);
            said.put(key, " = " + (key.equals(KeyCheck.PORT) ? KeyCheck.port(wrong.group(2)) : reason(wrong)));
        } else if (empty.find()) {
            said.put(empty.group(1), " is empty: give it a value, or leave the key out");
        } else if (unresolved.find()) {
            String variable = unresolved.group(1);
            said.put(
                    unresolved.group(2),
                    " = ${" + variable + "}: " + variable + " is not set, neither as a variable nor as a setting");
        } else {
            said.put(Text.shorten(problem.getMessage()), "");
        }
    }

    private static String reason(Matcher wrong) {
        String reason = wrong.group(3);
        Matcher word = WORD.matcher(reason);
        if (word.find()) {
            return Text.shorten(word.group(1)) + ": allowed are "
                    + Arrays.stream(word.group(2).split(",")).sorted().collect(Collectors.joining(", "));
        }
        return reason.contains(": allowed ") ? reason : Text.shorten(wrong.group(2)) + ": " + Text.shorten(reason);
    }
}
