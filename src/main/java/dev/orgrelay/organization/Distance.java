package dev.orgrelay.organization;

/** How far two words are apart: letters to add, to leave out, to replace or to swap with their neighbour (optimal string alignment). */
final class Distance {

    /** What a slip of the fingers does at most. */
    static final int OF_A_SLIP = 3;

    private Distance() {}

    static int between(String one, String other) {
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
