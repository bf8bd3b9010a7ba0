package dev.orgrelay.central;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;

/** An organization in an answer of the API; members may be missing. */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
record OrganizationBody(String id, String displayName, String parent) {

    /** @throws CentralException if {@code body} is no organization */
    static Organization read(OrganizationBody body) {
        if (body == null) {
            throw CentralException.unreadable("nothing where an organization belongs");
        }
        return body.toOrganization();
    }

    private Organization toOrganization() {
        if (id == null || !OrganizationId.isValid(id)) {
            throw CentralException.unreadable("an organization without an id");
        }
        return new Organization(
                new OrganizationId(id),
                displayName == null ? "" : displayName,
                Optional.ofNullable(parent).filter(OrganizationId::isValid).map(OrganizationId::new));
    }
}
