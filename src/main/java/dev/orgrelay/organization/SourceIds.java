package dev.orgrelay.organization;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Turns the ids of senders into organization ids: deterministic, and different ids stay different.
 *
 * <p>An id that fits is taken as it is. Any other is made readable, shortened, and told apart by a digest of the original.
 */
final class SourceIds {

    private static final Pattern NOT_ALLOWED = Pattern.compile("[^a-z0-9-]+");
    private static final int READABLE_LENGTH = 39;
    private static final int SUFFIX_DIGITS = 8;
    private static final int DIGITS_WITHOUT_READABLE_PART = 16;

    private SourceIds() {}

    static OrganizationId toOrganizationId(String sourceId) {
        if (OrganizationId.isValid(sourceId)) {
            return new OrganizationId(sourceId);
        }
        String readable = readablePart(sourceId);
        String digest = sha256(sourceId);
        return readable.isEmpty()
                ? new OrganizationId("org-" + digest.substring(0, DIGITS_WITHOUT_READABLE_PART))
                : new OrganizationId(readable + "-" + digest.substring(0, SUFFIX_DIGITS));
    }

    private static String readablePart(String sourceId) {
        String hyphenated =
                NOT_ALLOWED.matcher(sourceId.toLowerCase(Locale.ROOT)).replaceAll("-");
        String trimmed = trimHyphens(hyphenated);
        return trimHyphens(trimmed.substring(0, Math.min(READABLE_LENGTH, trimmed.length())));
    }

    private static String trimHyphens(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && text.charAt(from) == '-') {
            from++;
        }
        while (to > from && text.charAt(to - 1) == '-') {
            to--;
        }
        return text.substring(from, to);
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
