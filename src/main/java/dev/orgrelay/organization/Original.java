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
    private final Supplier<Optional<RequestHead>> head;
    private final boolean isWhole;

    public Original(String text) {
        this(() -> text);
    }

    /** @param message gives the message as text, the same every time */
    public Original(Supplier<String> message) {
        this(message, Optional.empty());
    }

    /** @param head of the request that it came in, if a mapping may look at it */
    public Original(Supplier<String> message, Optional<RequestHead> head) {
        this(message, () -> head, false);
    }

    private Original(Supplier<String> message, Supplier<Optional<RequestHead>> head, boolean isWhole) {
        this.message = message;
        this.head = head;
        this.isWhole = isWhole;
    }

    /** The whole message as text. */
    public String text() {
        return message.get();
    }

    public Optional<RequestHead> head() {
        return head.get();
    }

    /** Whether it is all that was in the body of its request, as it came, and not one of the messages in it, written out as JSON. */
    public boolean isWhole() {
        return isWhole;
    }

    /** The same, as all that was in the body of its request. */
    public Original whole() {
        return new Original(message, head, true);
    }

    /** The same, from a request with that head. */
    public Original from(Supplier<RequestHead> request) {
        return new Original(message, () -> Optional.of(request.get()), isWhole);
    }

    /** The same with another text. */
    public Original with(String text) {
        return new Original(() -> text, head, isWhole);
    }

    /** The same message, written out. */
    public Original written() {
        String text = text();
        Optional<RequestHead> known = head();
        return new Original(() -> text, () -> known, isWhole);
    }

    /** The same message; what is beyond {@value #SHOWN_BYTES} bytes of UTF-8 is cut off, and says so. */
    public Original shortened() {
        return shortened(SHOWN_BYTES);
    }

    /** The same message; what is beyond {@code most} bytes of UTF-8 is cut off, and says so. */
    public Original shortened(int most) {
        String text = text();
        return fits(text, most) ? this : with(beginning(text, most) + CUT);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Original original
                && isWhole == original.isWhole
                && text().equals(original.text())
                && head().equals(original.head());
    }

    @Override
    public int hashCode() {
        return Objects.hash(text(), head());
    }

    /** Shows how much it is, not what it is: messages do not belong into logs. */
    @Override
    public String toString() {
        return "(" + text().length() + " characters)";
    }

    private static boolean fits(String text, int most) {
        return text.length() <= most && text.getBytes(StandardCharsets.UTF_8).length <= most;
    }

    private static String beginning(String text, int most) {
        int room = most - CUT.getBytes(StandardCharsets.UTF_8).length;
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
