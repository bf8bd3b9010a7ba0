package dev.orgrelay.configuration;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Constants as settings write them: {@code HMAC_SHA256} is {@code hmac-sha256}. */
public final class Words {

    private Words() {}

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
