package dev.orgrelay.organization;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The message that a change was read from, for people who want to know why it came to nothing, and to be read again. It is no part of what the change asks for.
 * Hardly anybody ever wants to know, so it is written out only then.
 */
public final class Original {

    /** The most that lists show of a message, in bytes of UTF-8. */
    public static final int SHOWN_BYTES = 16 * 1024;

    private static final String CUT = "… (cut off here)";
    private static final int LONGEST_CHARACTER = 4;

    private final Supplier<String> message;
    private final Optional<RequestHead> head;

    public Original(String text) {
        this(() -> text);
    }

    /** @param message gives the message as text, the same every time */
    public Original(Supplier<String> message) {
        this(message, Optional.empty());
    }

    /** @param head of the request that it came in, if a mapping may look at it */
    public Original(Supplier<String> message, Optional<RequestHead> head) {
        this.message = message;
        this.head = head;
    }

    /** The whole message as text. */
    public String text() {
        return message.get();
    }

    public Optional<RequestHead> head() {
        return head;
    }

    /** The same message, written out. */
    public Original written() {
        String text = text();
        return new Original(() -> text, head);
    }

    /** The same message; what is beyond {@value #SHOWN_BYTES} bytes of UTF-8 is cut off, and says so. */
    public Original shortened() {
        String text = text();
        return fits(text) ? this : new Original(() -> beginning(text) + CUT, head).written();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Original original && text().equals(original.text()) && head.equals(original.head);
    }

    @Override
    public int hashCode() {
        return Objects.hash(text(), head);
    }

    /** Shows how much it is, not what it is: messages do not belong into logs. */
    @Override
    public String toString() {
        return "(" + text().length() + " characters)";
    }

    private static boolean fits(String text) {
        return text.length() <= SHOWN_BYTES && text.getBytes(StandardCharsets.UTF_8).length <= SHOWN_BYTES;
    }

    private static String beginning(String text) {
        int room = SHOWN_BYTES - CUT.getBytes(StandardCharsets.UTF_8).length;
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
