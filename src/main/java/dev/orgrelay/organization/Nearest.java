package dev.orgrelay.organization;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The name that somebody may have meant who wrote one that does not exist. */
public final class Nearest {

    /** What a slip of the fingers does at most. */
    private static final int OF_A_SLIP = 3;

    /** No name that is read is longer, and comparing takes time with the square. */
    private static final int LONGEST = 100;

    private Nearest() {}

    /** The one of {@code names} that a slip of the fingers turns into {@code written}, if there is one; case, {@code -} and {@code _} do not count. */
    public static Optional<String> to(String written, Stream<String> names) {
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        String plain = plain(written);
        int farthest = Math.min(OF_A_SLIP, plain.length() / 2);
        return names.map(name -> Map.entry(name, distance(plain, plain(name))))
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
                        .orElseGet(() ->
                                known.isEmpty() ? "; none is allowed" : "; allowed are " + String.join(", ", known));
    }

    /** {@code name} as those read it who do not look closely. */
    public static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    /** Letters to add, to leave out, to replace or to swap with their neighbour (optimal string alignment). */
    private static int distance(String one, String other) {
        if (Math.abs(one.length() - other.length()) > OF_A_SLIP) {
            return Integer.MAX_VALUE;
        }
        int[][] steps = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                steps[i][j] = Math.min(i, j) == 0 ? Math.max(i, j) : shortest(steps, one, other, i, j);
            }
        }
        return steps[one.length()][other.length()];
    }

    private static int shortest(int[][] steps, String one, String other, int i, int j) {
        boolean isSame = one.charAt(i - 1) == other.charAt(j - 1);
        int shortest = Math.min(Math.min(steps[i - 1][j], steps[i][j - 1]) + 1, steps[i - 1][j - 1] + (isSame ? 0 : 1));
        boolean isSwapped =
                i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return isSwapped ? Math.min(shortest, steps[i - 2][j - 2] + 1) : shortest;
    }
}
