package dev.orgrelay.central;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that an application lists. One item that cannot be read does not make the others unreadable; whoever plans leaves it alone, and counts it.
 *
 * @param organizations what has an id, as far as it can be read, in the application's order
 * @param unreadable those of them that cannot be read as a whole, with what is strange about each
 * @param nameless what is strange about the items that have no id
 */
public record Listing(List<Organization> organizations, Map<OrganizationId, String> unreadable, List<String> nameless) {

    static Listing of(Iterable<JsonNode> items) {
        List<Organization> organizations = new ArrayList<>();
        Map<OrganizationId, String> unreadable = new LinkedHashMap<>();
        List<String> nameless = new ArrayList<>();
        for (JsonNode item : items) {
            Optional<OrganizationId> id = OrganizationJson.id(item);
            Optional<String> mistake = OrganizationJson.mistake(item);
            id.ifPresentOrElse(
                    known -> {
                        organizations.add(OrganizationJson.readable(item));
                        mistake.ifPresent(what -> unreadable.put(known, what));
                    },
                    () -> nameless.add(mistake.orElseThrow()));
        }
        return new Listing(List.copyOf(organizations), Map.copyOf(unreadable), List.copyOf(nameless));
    }
}
