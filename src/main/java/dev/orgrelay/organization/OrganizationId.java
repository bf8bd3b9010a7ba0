package dev.orgrelay.organization;

/**
 * The id of an organization in Azure IoT Central.
 *
 * <p>The API demands the pattern {@code ^(?!-)[a-z0-9-]{1,48}[a-z0-9]$} and at most 48 characters, so an id has 2 to 48 lower-case letters,
 * digits and hyphens and neither begins nor ends with a hyphen.
 *
 * @param value the id as the API takes it
 * @see <a href="https://learn.microsoft.com/rest/api/iotcentral/2022-07-31dataplane/organizations">Organizations</a>
 */
public record OrganizationId(String value) {

    /** The most characters an id can have. */
    public static final int MAX_LENGTH = 48;

    private static final int MIN_LENGTH = 2;

    /** @throws InvalidContentException if {@code value} is not an id that the API accepts */
    public OrganizationId {
        if (!isValid(value)) {
            throw new InvalidContentException("'" + Text.shorten(value)
                    + "' is not an organization id: 2 to 48 of a-z, 0-9 and -, no - at the beginning or the end");
        }
    }

    /**
     * The id that {@code text} is, as somebody wrote it: what nobody sees at either end is no part of it.
     *
     * @throws InvalidContentException if it is none
     */
    public static OrganizationId written(String text) {
        return new OrganizationId(Text.trim(text));
    }

    /** Whether the API would accept {@code value} as an id. */
    public static boolean isValid(String value) {
        int length = value.length();
        return length >= MIN_LENGTH
                && length <= MAX_LENGTH
                && value.charAt(0) != '-'
                && value.charAt(length - 1) != '-'
                && isAllowed(value);
    }

    private static boolean isAllowed(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (!isAllowed(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAllowed(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-';
    }

    @Override
    public String toString() {
        return value;
    }
}
