package dev.orgrelay.organization;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * The message that a change was read from, for people who want to know why it came to nothing. It is no part of what the change asks for. Hardly anybody ever wants to
 * know, so it is written out only then.
 */
public final class Original {

    /** The most that is kept of a message, in bytes of UTF-8. */
    public static final int MOST_BYTES = 16 * 1024;

    private static final String CUT = "… (cut off here)";
    private static final int LONGEST_CHARACTER = 4;

    private final Supplier<String> message;

    public Original(String text) {
        this(() -> text);
    }

    /** @param message gives the message as text, the same every time */
    public Original(Supplier<String> message) {
        this.message = message;
    }

    /** The message as text; what is beyond {@value #MOST_BYTES} bytes of UTF-8 is cut off, and says so. */
    public String text() {
        String text = message.get();
        return fits(text) ? text : beginning(text) + CUT;
    }

    /** The message as it came; bytes that are no UTF-8 are replaced. */
    public static Original of(byte[] body) {
        byte[] enough = Arrays.copyOf(body, Math.min(body.length, MOST_BYTES + LONGEST_CHARACTER));
        return new Original(new String(enough, StandardCharsets.UTF_8));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Original original && text().equals(original.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    /** Shows how much it is, not what it is: messages do not belong into logs. */
    @Override
    public String toString() {
        return "(" + text().length() + " characters)";
    }

    private static boolean fits(String text) {
        return text.length() <= MOST_BYTES && text.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
    }

    private static String beginning(String text) {
        int room = MOST_BYTES - CUT.getBytes(StandardCharsets.UTF_8).length;
        int end = 0;
        while (end < text.length()) {
            int character = text.codePointAt(end);
            room -= size(character);
            if (room < 0) {
                break;
            }
            end += Character.charCount(character);
        }
        return text.substring(0, end);
    }

    private static int size(int character) {
        if (character < 0x80) {
            return 1;
        }
        if (character < 0x800) {
            return 2;
        }
        return character < 0x10000 ? 3 : LONGEST_CHARACTER;
    }
}
