package dev.orgrelay.central;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.orgrelay.organization.Organization;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;

/** One page of the API's list; {@code nextLink} leads to the next one. */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
record OrganizationPage(List<OrganizationBody> value, String nextLink) {

    /** A page that makes sense. */
    record Read(List<Organization> organizations, Optional<NextPage> next) {}

    /** @throws CentralException if this is no page of organizations */
    Read read() {
        if (value == null) {
            throw CentralException.unreadable("a list without 'value'");
        }
        return new Read(value.stream().map(OrganizationBody::read).toList(), next());
    }

    private Optional<NextPage> next() {
        return Optional.ofNullable(nextLink).filter(link -> !link.isBlank()).map(NextPage::of);
    }
}
