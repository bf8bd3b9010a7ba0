package dev.orgrelay.configuration;

import io.smallrye.config.ConfigValidationException;
import java.util.List;
import java.util.function.Supplier;

/** What a start ends with, whoever finds it. */
public final class FailedStart {

    private FailedStart() {}

    /** @throws IllegalArgumentException with all lines, if there are any */
    public static void throwIfAny(Mistakes mistakes) {
        if (!mistakes.lines().isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", mistakes.lines()));
        }
    }

    /** @param start what makes something of settings, and says what is wrong with them */
    public static List<String> lines(Supplier<List<String>> start) {
        try {
            return start.get();
        } catch (ConfigValidationException e) {
            return ConversionMistakes.in(e);
        }
    }
}
