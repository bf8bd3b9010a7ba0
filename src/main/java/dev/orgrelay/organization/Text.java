package dev.orgrelay.organization;

import java.time.Duration;

/** Text from outside, made fit for messages and logs. */
public final class Text {

    /** The most characters of a foreign value that a message repeats. */
    public static final int SHOWN = 80;

    /** Letters and symbols that are drawn as nothing: the joiner of graphemes, those of Hangul, the empty one of Braille. */
    private static final String FILLERS = "\u034F\u115F\u1160\u2800\u3164\uFFA0";

    private static final int FIRST_TAG = 0xE0000;

    private Text() {}

    /** At most {@value #SHOWN} characters of {@code value} on one line, in which everything can be seen. */
    public static String shorten(String value) {
        return shorten(value, SHOWN);
    }

    /**
     * At most {@code limit} characters of {@code value} on one line. What nobody sees stands there as its number, {@code \\u200B}: it may be the culprit, and it could
     * forge log lines or hide text (CWE-117).
     */
    public static String shorten(String value, int limit) {
        String beginning = value.length() <= limit ? value : value.substring(0, limit);
        if (isPrintableAscii(beginning)) {
            return value == beginning ? value : beginning + '…'; // as nearly everything is
        }
        StringBuilder shown = new StringBuilder();
        int left = limit;
        for (int i = 0; i < value.length(); i += Character.charCount(value.codePointAt(i))) {
            String character = visible(value.codePointAt(i));
            left -= character.codePointCount(0, character.length());
            if (left < 0) {
                return shown.append('…').toString();
            }
            shown.append(character);
        }
        return shown.toString();
    }

    /** {@code 1 row}, {@code 2 rows}. */
    public static String count(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** How long something took, as people say it: {@code 12 s}, {@code 5 min}, {@code 3 h}. */
    public static String duration(Duration took) {
        long seconds = Math.max(1, took.plusMillis(500).toSeconds());
        if (seconds < 2 * 60) {
            return seconds + " s";
        }
        return seconds < 2 * 60 * 60 ? seconds / 60 + " min" : seconds / (60 * 60) + " h";
    }

    /** {@code value} without white space and invisible characters at either end, which nobody sees and nobody means. */
    public static String trim(String value) {
        int from = 0;
        int to = value.length();
        while (from < to && isInvisible(value.codePointAt(from))) {
            from += Character.charCount(value.codePointAt(from));
        }
        while (to > from && isInvisible(value.codePointBefore(to))) {
            to -= Character.charCount(value.codePointBefore(to));
        }
        return value.substring(from, to);
    }

    private static boolean isInvisible(int codePoint) {
        if (codePoint <= '~') {
            return codePoint <= ' ';
        }
        return Character.isWhitespace(codePoint)
                || Character.isSpaceChar(codePoint)
                || Character.getType(codePoint) == Character.CONTROL
                // the flags of regions end with tags
                || Character.getType(codePoint) == Character.FORMAT && codePoint < FIRST_TAG
                || FILLERS.indexOf(codePoint) >= 0;
    }

    /** Whether {@code value} has no half of a surrogate pair, as cutting can leave it; UTF-8 cannot hold one. */
    public static boolean isUnicode(String value) {
        for (int i = 0; i < value.length(); i += Character.charCount(value.codePointAt(i))) {
            if (Character.getType(value.codePointAt(i)) == Character.SURROGATE) {
                return false;
            }
        }
        return true;
    }

    /** Whether {@code value} holds nothing but printable characters of ASCII, the space among them. */
    public static boolean isPrintableAscii(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (!isPrintableAscii(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether {@code c} is a printable character of ASCII, or a space. */
    public static boolean isPrintableAscii(char c) {
        return c >= ' ' && c <= '~';
    }

    private static String visible(int codePoint) {
        return isVisible(codePoint) ? Character.toString(codePoint) : String.format("\\u%04X", codePoint);
    }

    /** Whether somebody sees it, and nothing that is drawn beside it changes. */
    public static boolean isVisible(int codePoint) {
        int type = Character.getType(codePoint);
        return codePoint == ' ' || !isInvisible(codePoint) && type != Character.FORMAT && type != Character.SURROGATE;
    }
}
