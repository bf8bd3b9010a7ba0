package dev.orgrelay.configuration;

import dev.orgrelay.organization.Text;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What is wrong with the settings, one line for each mistake: key, value, what is allowed. Passed down to whoever puts settings together. */
public final class Mistakes {

    private final String prefix;
    private final Set<String> lines;

    private Mistakes(String prefix, Set<String> lines) {
        this.prefix = prefix;
        this.lines = lines;
    }

    /** Those with the settings below {@code key}; none yet. */
    public static Mistakes below(String key) {
        return new Mistakes(key + ".", new LinkedHashSet<>());
    }

    /** The same lines, for the settings below one of these settings. */
    public Mistakes in(String setting) {
        return new Mistakes(key(setting) + ".", lines);
    }

    /** The whole key of a setting. */
    public String key(String setting) {
        return prefix + setting;
    }

    public void add(String setting, Object value, String allowed) {
        addLine(key(setting) + " = " + Text.shorten(String.valueOf(value)) + ": " + allowed);
    }

    /** Adds a mistake in what may be a secret. */
    public void addHidden(String setting, String allowed) {
        add(setting, "(not shown)", allowed);
    }

    public void addMissing(String setting, String allowed) {
        addLine(key(setting) + " is not set: " + allowed);
    }

    /** Adds a mistake in a setting that changes nothing. */
    public void addUnused(String setting, String why) {
        addLine(key(setting) + " is set: " + why);
    }

    public void addLine(String line) {
        lines.add(line);
    }

    /** Adds a mistake unless it is right, and says whether it is. */
    public boolean require(boolean isRight, String setting, Object value, String allowed) {
        if (!isRight) {
            add(setting, value, allowed);
        }
        return isRight;
    }

    public void requireMatch(Pattern pattern, String setting, String value, String allowed) {
        require(pattern.matcher(value).matches(), setting, value, allowed);
    }

    public void requireBetween(int fewest, int most, String setting, Number value) {
        require(
                value.doubleValue() >= fewest && value.doubleValue() <= most,
                setting,
                value,
                "allowed are " + fewest + " to " + most);
    }

    public boolean requirePositive(String setting, int value) {
        return require(value > 0, setting, value, "allowed is 1 or more");
    }

    /** What takes a time in milliseconds understands 0 as for ever. */
    public boolean requirePositive(String setting, Duration value, String examples) {
        return require(
                value.compareTo(Duration.ofMillis(1)) >= 0,
                setting,
                value,
                "allowed is a millisecond or more, like " + examples);
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** What stops the start. */
    public static String message(List<String> lines) {
        return "wrong configuration:\n  " + String.join("\n  ", lines);
    }
}
