package dev.orgrelay.message;

import dev.orgrelay.message.IntakeException.Malformed;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The characters that bytes stand for. Strict: what is not of the charset is an error, where other ways to make a text replace it. */
public final class Characters {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Characters() {}

    /**
     * The text without a byte order mark.
     *
     * @param what the bytes are, for people
     * @throws Malformed if they are not of {@code charset}
     */
    public static String decode(byte[] bytes, Charset charset, String what) {
        try {
            String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.isEmpty() || text.charAt(0) != BYTE_ORDER_MARK ? text : text.substring(1);
        } catch (CharacterCodingException e) {
            throw new Malformed("unreadable " + what + ": the bytes are not valid " + charset.name());
        }
    }

    /** The charset that a byte order mark names, which is nearer to the bytes than {@code declared}. */
    public static Charset marked(byte[] bytes, Charset declared) {
        if (begins(bytes, 0xEF, 0xBB, 0xBF)) {
            return StandardCharsets.UTF_8;
        }
        if (begins(bytes, 0xFE, 0xFF)) {
            return StandardCharsets.UTF_16BE;
        }
        return begins(bytes, 0xFF, 0xFE) ? StandardCharsets.UTF_16LE : declared;
    }

    private static boolean begins(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i == bytes.length || (bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
