package dev.orgrelay.configuration;

import java.util.List;
import org.eclipse.microprofile.config.Config;

/** The mistakes that were found in the settings themselves, whatever they are for. */
public final class WrongSettings {

    private WrongSettings() {}

    /** One line for each: key, value, what is allowed. No secret is shown. */
    public static List<String> in(Config config) {
        return config.getOptionalValue(ToldMistakes.KEY, String.class)
                .map(lines -> lines.lines().toList())
                .orElse(List.of());
    }

    /** What stops the start. */
    public static String message(List<String> lines) {
        return "wrong configuration:\n  " + String.join("\n  ", lines);
    }
}
