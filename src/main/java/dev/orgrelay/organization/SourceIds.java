package dev.orgrelay.organization;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the ids of senders become organization ids: deterministic, and different ids stay different.
 *
 * <p>An id that fits is taken as it is. Any other is made readable, shortened, and told apart by a digest of the original.
 */
public enum SourceIds {

    /** The first rule, for deployments that began with it. What an id became is told apart by 32 bits, and another id may be the same by itself. */
    FIRST(39, 8) {
        @Override
        public String own(String sourceId) {
            return sourceId;
        }

        @Override
        boolean fits(String id) {
            return OrganizationId.isValid(id);
        }
    },

    /** White space and invisible characters at either end are no part of an id. No id of a sender is by itself what another one becomes. */
    SECOND(31, 16) {
        @Override
        public String own(String sourceId) {
            return Text.trim(sourceId);
        }

        @Override
        boolean fits(String id) {
            return OrganizationId.isValid(id) && !DERIVED.matcher(id).find();
        }
    };

    private static final Pattern DERIVED = Pattern.compile("-[0-9a-f]{16}$");
    private static final Pattern NOT_ALLOWED = Pattern.compile("[^a-z0-9-]+");
    private static final int DIGITS_WITHOUT_READABLE_PART = 16;

    private final int readableLength;
    private final int digits;

    SourceIds(int readableLength, int digits) {
        this.readableLength = readableLength;
        this.digits = digits;
    }

    /** The rule with that number, counted from 1. */
    public static Optional<SourceIds> numbered(int number) {
        return Arrays.stream(values())
                .filter(rule -> rule.ordinal() + 1 == number)
                .findFirst();
    }

    /**
     * The organization id that stands for a sender's id.
     *
     * @throws InvalidContentException if there is nothing in {@code sourceId}, or half of a surrogate pair: different units would become one organization
     */
    public OrganizationId organizationId(String sourceId) {
        if (Text.trim(sourceId).isEmpty()) {
            throw new InvalidContentException("an id must not be empty");
        }
        if (!Text.isUnicode(sourceId)) {
            throw new InvalidContentException("an id holds half of a surrogate pair: '" + Text.shorten(sourceId) + "'");
        }
        String id = own(sourceId);
        if (fits(id)) {
            return new OrganizationId(id);
        }
        String readable = readablePart(id);
        return readable.isEmpty()
                ? new OrganizationId("org-" + Sha256.hex(id, DIGITS_WITHOUT_READABLE_PART))
                : new OrganizationId(readable + "-" + Sha256.hex(id, digits));
    }

    /** An organization id that can be read like {@code name}, and is told apart by {@code unique}. */
    public OrganizationId organizationId(String name, String unique) {
        String readable = readablePart(name);
        return new OrganizationId(
                (readable.isEmpty() ? "org" : readable) + "-" + Sha256.hex(unique, DIGITS_WITHOUT_READABLE_PART));
    }

    /** What of {@code sourceId} is the id. */
    public abstract String own(String sourceId);

    /** Whether {@code id} can be taken as it is. */
    abstract boolean fits(String id);

    private String readablePart(String id) {
        String trimmed =
                trimHyphens(NOT_ALLOWED.matcher(id.toLowerCase(Locale.ROOT)).replaceAll("-"));
        return trimHyphens(trimmed.substring(0, Math.min(readableLength, trimmed.length())));
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
}
