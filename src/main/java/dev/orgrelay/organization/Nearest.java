package dev.orgrelay.organization;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The name that somebody may have meant who wrote one that does not exist. */
public final class Nearest {

    /** No name that is read is longer, and comparing takes time with the square. */
    private static final int LONGEST = 100;

    private Nearest() {}

    /** The one of {@code names} that a slip of the fingers turns into {@code written}, if there is one; case, {@code -} and {@code _} do not count. */
    public static Optional<String> to(String written, Stream<String> names) {
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        String plain = plain(written);
        int farthest = Math.min(Distance.OF_A_SLIP, plain.length() / 2);
        return names.map(name -> Map.entry(name, Distance.between(plain, plain(name))))
                .filter(name -> name.getValue() <= farthest)
                .min(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey);
    }

    /**
     * What to say about a name that nobody reads.
     *
     * @param kind what it is the name of
     */
    public static String unknown(String kind, String name, Collection<String> known) {
        return "there is no " + kind + " '" + Text.shorten(name) + "'"
                + to(name, known.stream())
                        .map(meant -> ", did you mean " + meant + "?")
                        .orElseGet(() -> "; allowed are " + String.join(", ", known));
    }

    /** {@code name} as those read it who do not look closely. */
    public static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }
}
