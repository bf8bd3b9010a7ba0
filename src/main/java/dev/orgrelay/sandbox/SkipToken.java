package dev.orgrelay.sandbox;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;
import java.util.OptionalLong;

/** Where the next page of the list begins, in a form that invites nobody to calculate with it. */
final class SkipToken {

    private static final String PREFIX = "after:";

    private SkipToken() {}

    static String of(long after) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((PREFIX + after).getBytes(US_ASCII));
    }

    /** The number in {@code token}, empty if this is not such a token. */
    static OptionalLong read(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), US_ASCII);
            return text.startsWith(PREFIX)
                    ? OptionalLong.of(Long.parseLong(text, PREFIX.length(), text.length(), 10))
                    : OptionalLong.empty();
        } catch (IllegalArgumentException e) {
            return OptionalLong.empty();
        }
    }
}
