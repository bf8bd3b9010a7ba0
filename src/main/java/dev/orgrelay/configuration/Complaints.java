package dev.orgrelay.configuration;

import dev.orgrelay.organization.Text;
import io.smallrye.config.ConfigValidationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What SmallRye Config says about settings that it cannot map, in the words of this program. It gives no more than texts. */
final class Complaints {

    private static final Pattern CANNOT_CONVERT = Pattern.compile(
            "SRCFG00039: The config property (.+?) with the config value \"(.*)\" threw an Exception whilst being converted (.*)",
            Pattern.DOTALL);
    private static final Pattern EMPTY =
            Pattern.compile("SRCFG0004[01]: The config property (.+?) (?:is defined as|with)");
    private static final Pattern MISSING = Pattern.compile("SRCFG00014: The config property (.+?) is required");

    private static final Map<String, String> ALLOWED = Map.of(
            "an integer value", "allowed is a whole number",
            "a long value", "allowed is a whole number",
            "a double value", "allowed is a number, like 20 or 0.5",
            "duration", "allowed is a time, like 500ms, 8s, 5m or PT5M",
            "correct format", "allowed is a size in bytes, like 65536, 512K or 1M");

    private final List<Wrong> aboutValues = new ArrayList<>();
    private final List<String> others = new ArrayList<>();

    /** A key with a value that means nothing. */
    record Wrong(String key, String line) {}

    Complaints(ConfigValidationException problems) {
        IntStream.range(0, problems.getProblemCount())
                .mapToObj(i -> problems.getProblem(i).getMessage())
                .forEach(this::sort);
    }

    List<Wrong> aboutValues() {
        return aboutValues;
    }

    /** Lines about keys that nothing can replace. */
    List<String> others() {
        return others;
    }

    private void sort(String problem) {
        Matcher cannotConvert = CANNOT_CONVERT.matcher(problem);
        Matcher empty = EMPTY.matcher(problem);
        Matcher missing = MISSING.matcher(problem);
        if (cannotConvert.find()) {
            String key = cannotConvert.group(1);
            String value = Text.shorten(cannotConvert.group(2));
            aboutValues.add(new Wrong(key, key + " = " + value + ": " + allowed(cannotConvert.group(3))));
        } else if (empty.find()) {
            String key = empty.group(1);
            aboutValues.add(new Wrong(key, key + " is empty: give it a value, or leave the key out"));
        } else if (missing.find()) {
            others.add(missing.group(1) + " is not set: it is required");
        } else {
            others.add(Text.shorten(problem));
        }
    }

    private static String allowed(String reason) {
        Optional<String> known = ALLOWED.entrySet().stream()
                .filter(entry -> reason.toLowerCase(Locale.ROOT).contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        return known.orElse(Text.shorten(reason));
    }
}
