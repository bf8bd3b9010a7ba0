package dev.orgrelay.configuration;

import dev.orgrelay.organization.Text;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Constants as settings write them: {@code HMAC_SHA256} is {@code hmac-sha256}. Unlike the converter of SmallRye Config this says what is allowed in the order in which
 * it is declared.
 */
public final class Words {

    private Words() {}

    /**
     * For a converter; null, which is for nothing, if {@code text} is blank.
     *
     * @throws IllegalArgumentException with the text and what is allowed
     */
    public static <E extends Enum<E>> E convert(Class<E> type, String text) {
        return convert(type, text, allowed(type));
    }

    /** @param allowed what to say instead of all that can be written */
    public static <E extends Enum<E>> E convert(Class<E> type, String text, String allowed) {
        return text.isBlank()
                ? null
                : find(type, text)
                        .orElseThrow(
                                () -> new IllegalArgumentException(Text.shorten(text) + ": allowed are " + allowed));
    }

    /** How settings write it. */
    public static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What {@code text} names, in any case. */
    public static <E extends Enum<E>> Optional<E> find(Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> written(constant).equalsIgnoreCase(text.strip()))
                .findFirst();
    }

    /** All that can be written. */
    public static <E extends Enum<E>> String allowed(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Words::written).collect(Collectors.joining(", "));
    }
}
