package dev.orgrelay.message;

import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** Percent-encoding (RFC 3986, 2). */
public final class PercentEncoding {

    private static final String UNRESERVED = "-._~";
    private static final String RESERVED = UNRESERVED + "!$&'()*+,;=:@/?[]";

    /** A percent sign that encodes nothing. */
    private static final Pattern LONE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private PercentEncoding() {}

    /** {@code text} with everything encoded but unreserved characters. */
    public static String encode(String text) {
        return encode(text, c -> UNRESERVED.indexOf(c) >= 0);
    }

    /** A path or a query as somebody wrote it, with nothing encoded but what no request can hold, {@code #} among it. */
    public static String sendable(String text) {
        return encode(LONE.matcher(text).replaceAll("%25"), c -> c == '%' || RESERVED.indexOf(c) >= 0);
    }

    private static String encode(String text, IntPredicate isPlain) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            boolean stays = c < 0x80 && (Character.isLetterOrDigit(c) || isPlain.test(c));
            encoded.append(stays ? String.valueOf(c) : String.format("%%%02X", octet & 0xff));
        }
        return encoded.toString();
    }
}
