package dev.orgrelay.http;

import dev.orgrelay.message.Delivery;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a SCIM request is about, by the end of its path: {@code Groups}, {@code v2/Groups/42}, {@code Users}.
 *
 * @param isGroups whether it is about groups; nothing else becomes an organization
 * @param id of the one resource; empty if it is about all of them
 */
record ScimPath(boolean isGroups, Optional<String> id) {

    private static final Pattern PATTERN =
            Pattern.compile("(?:.*/)?(Groups|Users)(?:/([^/]+))?/?", Pattern.CASE_INSENSITIVE);

    /** The end of the path of {@code delivery}; empty if SCIM has no resources there that somebody could ask for. */
    static Optional<ScimPath> of(Delivery delivery) {
        Matcher path = PATTERN.matcher(delivery.path());
        return path.matches()
                ? Optional.of(
                        new ScimPath(path.group(1).equalsIgnoreCase("Groups"), Optional.ofNullable(path.group(2))))
                : Optional.empty();
    }
}
