package dev.orgrelay.mapping;

import dev.orgrelay.organization.InvalidContentException;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Placement;
import java.util.Optional;

/**
 * What a result says about the parent.
 *
 * @param isMentioned false if it says nothing, which leaves the parent as it is
 * @param reference the parent; empty for the top level if it is mentioned
 */
public record ParentField(boolean isMentioned, Optional<Reference> reference) {

    /** @throws InvalidContentException if the parent cannot be an organization */
    Placement placement() {
        return isMentioned ? Placement.of(reference.map(ParentField::organization)) : Placement.unchanged();
    }

    private static OrganizationId organization(Reference parent) {
        try {
            return parent.organization();
        } catch (InvalidContentException e) {
            throw new InvalidContentException("parent: " + e.getMessage());
        }
    }
}
