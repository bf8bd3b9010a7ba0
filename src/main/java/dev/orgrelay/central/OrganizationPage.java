package dev.orgrelay.central;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.organization.Organization;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One page of the API's list; {@code nextLink} leads to the next one. */
record OrganizationPage(List<Organization> organizations, Optional<NextPage> next) {

    /** @throws CentralException if {@code json} is no page of organizations */
    static OrganizationPage read(String json) {
        JsonNode page = OrganizationJson.parse(json);
        JsonNode value = page.path("value");
        if (!value.isArray()) {
            throw CentralException.unreadable("a list without 'value'");
        }
        List<Organization> organizations = new ArrayList<>(value.size());
        value.forEach(organization -> organizations.add(OrganizationJson.read(organization)));
        Optional<String> link = OrganizationJson.text(page, "nextLink").filter(url -> !url.isBlank());
        return new OrganizationPage(List.copyOf(organizations), link.map(NextPage::of));
    }
}
