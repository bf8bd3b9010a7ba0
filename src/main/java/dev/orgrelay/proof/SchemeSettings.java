package dev.orgrelay.proof;

import dev.orgrelay.configuration.Mistakes;
import dev.orgrelay.configuration.Words;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A scheme's settings as text, and the mistakes found while reading them. Names as in {@link AuthenticationConfig}. */
record SchemeSettings(Map<String, String> values, Mistakes mistakes) {

    static final String SCHEME = "scheme";
    static final String SECRETS = "secrets";
    static final String HEADER = "header";
    static final String QUERY = "query";
    static final String FIELD = "field";
    static final String PREFIX = "prefix";
    static final String SEPARATOR = "separator";
    static final String ENCODING = "encoding";
    static final String ALGORITHM = "algorithm";
    static final String SIGNED = "signed";
    static final String KEY_ENCODING = "key-encoding";
    static final String KEY_PREFIX = "key-prefix";
    static final String KEY_FEWEST_BYTES = "key-fewest-bytes";
    static final String KEY_MOST_BYTES = "key-most-bytes";
    static final String DANGEROUS_SHORT_SECRETS = "dangerous-short-secrets";
    static final String TIMESTAMP = "timestamp";
    static final String TIMESTAMP_UNIT = "timestamp-unit";
    static final String TOLERANCE = "tolerance";
    static final String WINDOW = "window";
    static final String ID = "id";
    static final String BODY_DIGEST = "body-digest";

    /** Takes a part of a named scheme away. */
    static final String NONE = "none";

    /** The places of a signature; a scheme has one of them. */
    static final List<String> PLACES = List.of(HEADER, QUERY, FIELD);

    SchemeSettings {
        values = Map.copyOf(values);
    }

    Optional<String> text(String setting) {
        return Optional.ofNullable(values.get(setting));
    }

    List<String> words(String setting) {
        return text(setting).map(text -> List.of(text.strip().split("\\s+"))).orElse(List.of());
    }

    /** A constant as settings write it; {@code otherwise} if it is not set or wrong. */
    <E extends Enum<E>> E choice(String setting, Class<E> type, E otherwise) {
        Optional<String> text = text(setting);
        Optional<E> choice = text.flatMap(written -> Words.find(type, written));
        if (text.isPresent() && choice.isEmpty()) {
            mistakes.add(setting, text.get(), "allowed are " + Words.allowed(type));
        }
        return choice.orElse(otherwise);
    }

    Optional<Location> location(String setting) {
        Optional<Location> location = text(setting).flatMap(Location::parse);
        if (location.isEmpty()) {
            text(setting).ifPresent(text -> mistakes.add(setting, text, "allowed are " + Location.ALLOWED));
        }
        return location;
    }

    Optional<Duration> duration(String setting) {
        Optional<Duration> duration = text(setting).flatMap(SchemeSettings::parse);
        if (duration.isEmpty()) {
            text(setting)
                    .ifPresent(text -> mistakes.add(
                            setting, text, "allowed are a number of seconds, 300s, 5m, PT5M, or none for no limit"));
        }
        return duration;
    }

    private static Optional<Duration> parse(String text) {
        boolean bareNumber = !text.isEmpty() && Character.isDigit(text.charAt(text.length() - 1));
        String written = text.startsWith("P") ? text : "PT" + text + (bareNumber ? "S" : "");
        try {
            return Optional.of(Duration.parse(written)).filter(duration -> !duration.isNegative());
        } catch (DateTimeParseException malformed) {
            return Optional.empty();
        }
    }
}
