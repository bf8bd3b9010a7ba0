package dev.orgrelay.message;

import dev.orgrelay.message.IntakeException.Malformed;
import dev.orgrelay.organization.Text;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The text inside a CloudEvents header: quotes are removed first, then one round of percent-decoding (HTTP protocol binding, 3.1.3.2). */
final class HeaderValue {

    private static final int ESCAPE_LENGTH = 3;

    private HeaderValue() {}

    /**
     * What the sender meant with {@code value}.
     *
     * @throws Malformed for an open quote, a wrong escape, bytes that are not UTF-8, or characters that should have been escaped
     */
    static String decode(String header, String value) {
        String text = value.startsWith("\"") ? unquote(header, value) : value;
        boolean plain = text.indexOf('%') < 0 && Text.isPrintableAscii(text);
        return plain ? text : percentDecode(header, text);
    }

    /** Backslash escapes as in RFC 9110, 5.6.4. */
    private static String unquote(String header, String value) {
        StringBuilder text = new StringBuilder(value.length());
        int last = value.length() - 1;
        int i = 1;
        for (; i < last && value.charAt(i) != '"'; i++) {
            if (value.charAt(i) == '\\') {
                i++;
            }
            text.append(value.charAt(i));
        }
        if (i != last || value.charAt(last) != '"') {
            throw malformed(header, "has a quote that is not closed at its end");
        }
        return text.toString();
    }

    private static String percentDecode(String header, String text) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Text.isPrintableAscii(c)) {
                throw malformed(header, "holds a character that must be percent-encoded");
            }
            bytes.put((byte) (c == '%' ? octet(header, text, i) : c));
            i += c == '%' ? ESCAPE_LENGTH - 1 : 0;
        }
        try {
            // A new decoder reports what it cannot decode instead of replacing it.
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw malformed(header, "is percent-encoded, but not as UTF-8");
        }
    }

    private static int octet(String header, String text, int percent) {
        boolean complete = percent + ESCAPE_LENGTH <= text.length();
        int high = complete ? hexDigit(text.charAt(percent + 1)) : -1;
        int low = complete ? hexDigit(text.charAt(percent + 2)) : -1;
        if (high < 0 || low < 0) {
            throw malformed(header, "has a % without two hex digits");
        }
        return high << 4 | low;
    }

    /** Unlike {@link Character#digit}, no digits of other scripts. */
    private static int hexDigit(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private static Malformed malformed(String header, String reason) {
        return new Malformed("the header " + Text.shorten(header) + " " + reason);
    }
}
