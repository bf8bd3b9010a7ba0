package dev.orgrelay.organization;

/** Text from outside, made fit for messages and logs. */
public final class Text {

    /** The most characters of a foreign value that a message repeats. */
    public static final int SHOWN = 80;

    /** Letters and symbols that are drawn as nothing: the joiner of graphemes, those of Hangul, the empty one of Braille. */
    private static final String FILLERS = "\u034F\u115F\u1160\u2800\u3164\uFFA0";

    private static final int FIRST_TAG = 0xE0000;

    private Text() {}

    /** At most {@value #SHOWN} characters of {@code value} on one line, without control characters. */
    public static String shorten(String value) {
        return shorten(value, SHOWN);
    }

    /** At most {@code limit} characters of {@code value} on one line, without control characters. */
    public static String shorten(String value, int limit) {
        if (value.length() <= limit && isPrintableAscii(value)) {
            return value; // as nearly everything is
        }
        StringBuilder shown = new StringBuilder();
        value.codePoints().limit(limit).map(Text::printable).forEach(shown::appendCodePoint);
        return value.codePointCount(0, value.length()) > limit ? shown + "…" : shown.toString();
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

    /** Control and format characters can forge log lines or hide text (CWE-117), so they become a replacement character. */
    private static int printable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> 0xFFFD;
            default -> codePoint;
        };
    }
}
