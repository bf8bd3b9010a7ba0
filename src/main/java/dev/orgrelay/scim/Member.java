package dev.orgrelay.scim;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.organization.Text;
import java.util.List;

/**
 * A member of a group, as its client names it. Whether there is somebody of that name is not known here.
 *
 * @param value up to {@value #LONGEST} characters
 * @param type what it is: User, Group, or empty if the client does not say
 */
record Member(String value, String type) {

    /** The most that a group can have. */
    static final int MOST = 10_000;

    static final int LONGEST = 256;

    private static final List<String> TYPES = List.of("User", "Group");

    /** @throws ScimException if {@code node} is no member */
    static Member read(JsonNode node) {
        String value = node.isTextual()
                ? node.asText()
                : Fields.text(node, "value", LONGEST).orElse("");
        if (Text.trim(value).isEmpty() || value.length() > LONGEST || !Text.isUnicode(value)) {
            throw ScimType.INVALID_VALUE.because("a member has a value, a text of 1 to " + LONGEST
                    + " characters, and not '" + Text.shorten(value) + "'");
        }
        return new Member(
                value,
                node.isObject()
                        ? Fields.text(node, "type", LONGEST).map(Member::type).orElse("")
                        : "");
    }

    private static String type(String text) {
        return TYPES.stream()
                .filter(text::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> ScimType.INVALID_VALUE.because(
                        "the type of a member is User or Group, and not '" + Text.shorten(text) + "'"));
    }

    /** The same with another type. */
    Member ofType(String another) {
        return new Member(value, type(another));
    }

    /** As rows keep it: the first letter of the type, a colon, the value. */
    String kept() {
        return (type.isEmpty() ? "" : type.substring(0, 1)) + ":" + value;
    }

    static Member ofKept(String text) {
        int colon = text.indexOf(':');
        String type = TYPES.stream()
                .filter(known -> colon == 1 && known.charAt(0) == text.charAt(0))
                .findFirst()
                .orElse("");
        return new Member(text.substring(colon + 1), type);
    }

    List<String> values(Attribute attribute) {
        return switch (attribute) {
            case MEMBER_VALUE, MEMBERS -> List.of(value);
            case MEMBER_TYPE -> type.isEmpty() ? List.of() : List.of(type);
            default -> List.of();
        };
    }
}
