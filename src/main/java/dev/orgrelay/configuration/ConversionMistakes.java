package dev.orgrelay.configuration;

import dev.orgrelay.organization.Text;
import io.smallrye.config.ConfigValidationException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What SmallRye Config could not convert, in the words of this program. All that it tells is texts. */
public final class ConversionMistakes {

    private static final Pattern CANNOT_CONVERT = Pattern.compile(
            "SRCFG00039: The config property (.+?) with the config value \"(.*)\" threw an Exception whilst being converted (.*)",
            Pattern.DOTALL);
    private static final Pattern OTHER = Pattern.compile(
            "SRCFG000(11|14|40|41): (?:The config property |Could not expand value .+ in property )(\\S+)");

    private static final Map<String, String> ALLOWED = Map.of(
            "an integer value", "allowed is a whole number",
            "a long value", "allowed is a whole number",
            "a double value", "allowed is a number, like 20 or 0.5",
            "duration", "allowed is a time, like 500ms, 8s, 5m or PT5M",
            "correct format", "allowed is a size in bytes, like 65536, 512K or 1M");

    /** Settings of {@code application.properties} that refer to another one. */
    private static final Map<String, String> REFERRING = Map.of(
            "quarkus.http.limits.max-body-size", "orgrelay.max-body-size",
            "orgrelay.dangerous-open-functions", "orgrelay.sandbox.enabled");

    private ConversionMistakes() {}

    /** One line for each: key, value, what is allowed. */
    public static List<String> in(ConfigValidationException failure) {
        List<String> lines = IntStream.range(0, failure.getProblemCount())
                .mapToObj(i -> line(failure.getProblem(i).getMessage()))
                .sorted()
                .distinct()
                .toList();
        return lines.stream().filter(line -> !isOfAnother(line, lines)).toList();
    }

    /** Whether what it is about only repeats what is wrong. */
    private static boolean isOfAnother(String line, List<String> lines) {
        int end = line.indexOf(" = ");
        return end > 0
                && Optional.ofNullable(REFERRING.get(line.substring(0, end)))
                        .filter(other -> lines.contains(other + line.substring(end)))
                        .isPresent();
    }

    private static String line(String problem) {
        Matcher cannotConvert = CANNOT_CONVERT.matcher(problem);
        Matcher other = OTHER.matcher(problem);
        if (cannotConvert.find()) {
            return wrong(cannotConvert.group(1), cannotConvert.group(2), cannotConvert.group(3));
        }
        if (other.find()) {
            String key = other.group(2);
            return switch (other.group(1)) {
                case "11" -> KeyCheck.unresolved(key, problem);
                case "14" -> key + " is not set: it is required";
                default -> key + " is empty: give it a value, or leave the key out";
            };
        }
        return Text.shorten(problem);
    }

    private static String wrong(String key, String value, String reason) {
        return KeyCheck.port(key, value).orElseGet(() -> key + " = " + explained(value, reason));
    }

    /** @param reason a converter of this program has said all of it */
    private static String explained(String value, String reason) {
        if (reason.contains(": allowed are ")) {
            return reason;
        }
        String allowed = ALLOWED.entrySet().stream()
                .filter(entry -> reason.toLowerCase(Locale.ROOT).contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> Text.shorten(reason));
        return Text.shorten(value) + ": " + allowed;
    }
}
