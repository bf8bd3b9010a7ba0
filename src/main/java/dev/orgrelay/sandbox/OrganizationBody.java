package dev.orgrelay.sandbox;

import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Placement;
import java.util.Optional;

/**
 * What the body of a PUT or PATCH says about an organization.
 *
 * @param displayName empty if it says nothing; a PUT always has one
 * @param placement the parent that it asks for
 */
record OrganizationBody(Optional<String> displayName, Placement placement) {

    /** As the body of a PUT: the whole organization, at the top level unless it names a parent. */
    Organization whole(OrganizationId id) {
        return new Organization(id, displayName.orElseThrow(), placement.parent());
    }

    /** As the body of a PATCH: {@code current} with the fields that it mentions. */
    Organization appliedTo(Organization current) {
        return new Organization(
                current.id(),
                displayName.orElse(current.displayName()),
                placement.match(current::parent, Optional::empty, Optional::of));
    }
}
