package dev.orgrelay.source;

import dev.orgrelay.organization.OrganizationId;
import java.util.Optional;

/**
 * What a SCIM client finds and may change.
 *
 * @param hierarchy how it says which group is above another
 * @param scope the organization below which its groups are; empty for all there are
 */
public record ScimSettings(Hierarchy hierarchy, Optional<OrganizationId> scope) {

    /** How a client of SCIM, which knows groups without any order, says which one is above another. */
    public enum Hierarchy {
        /** Not at all: groups stay where they are. */
        NONE,
        /** A group is above those that are its members. */
        MEMBERS,
        /** A group names the one above it in an attribute of the extension. */
        ATTRIBUTE
    }

    /** Whether groups have the attribute {@code parent}. */
    public boolean hasParents() {
        return hierarchy == Hierarchy.ATTRIBUTE;
    }

    /** Whether members that are groups are below. */
    public boolean isByMembers() {
        return hierarchy == Hierarchy.MEMBERS;
    }
}
