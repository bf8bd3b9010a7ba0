package dev.orgrelay.organization;

import java.util.Optional;

/**
 * An organization as Azure IoT Central knows it: exactly the three fields of its API.
 *
 * @param id unique in its application
 * @param displayName what people read; may be empty only when IoT Central answered so
 * @param parent the organization above, empty at the top level
 */
public record Organization(OrganizationId id, String displayName, Optional<OrganizationId> parent) {

    /** What keeps {@code name} from being the display name that somebody gives to an organization; empty if nothing does. */
    public static Optional<String> mistakeInName(String name) {
        String trimmed = Text.trim(name);
        if (trimmed.isEmpty()) {
            return Optional.of("displayName is blank");
        }
        for (int i = 0; i < trimmed.length(); i += Character.charCount(trimmed.codePointAt(i))) {
            int c = trimmed.codePointAt(i);
            if (Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE) {
                return Optional.of("displayName holds "
                        + (Character.isISOControl(c) ? "the control character " : "half of a surrogate pair, ")
                        + Text.shorten(Character.toString(c)));
            }
        }
        return Optional.empty();
    }
}
