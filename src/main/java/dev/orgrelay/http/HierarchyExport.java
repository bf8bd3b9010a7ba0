package dev.orgrelay.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.plan.Hierarchy;
import dev.orgrelay.plan.PlanText;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;

/** A whole hierarchy as it can be handed in again, or as people read it. */
final class HierarchyExport {

    static final String CSV = "text/csv;charset=UTF-8";

    private static final MediaType CSV_TYPE = new MediaType("text", "csv");

    private HierarchyExport() {}

    /** As the headers ask for it; whoever takes anything gets JSON. */
    static Answer of(HttpHeaders headers, List<Organization> organizations) {
        boolean isTable = headers.getAcceptableMediaTypes().stream()
                .filter(type -> type.isCompatible(MediaType.APPLICATION_JSON_TYPE)
                        || type.isCompatible(MediaType.TEXT_PLAIN_TYPE)
                        || type.isCompatible(CSV_TYPE))
                .findFirst()
                .filter(type -> type.isCompatible(CSV_TYPE) && !type.isCompatible(MediaType.APPLICATION_JSON_TYPE))
                .isPresent();
        return isTable
                ? new Answer(200, Map.of(HttpHeaders.CONTENT_TYPE, CSV), csv(organizations))
                : Answer.of(headers, () -> json(organizations), () -> tree(organizations));
    }

    private static ObjectNode json(List<Organization> organizations) {
        ObjectNode collection = JsonNodeFactory.instance.objectNode();
        ArrayNode value = collection.putArray("value");
        organizations.forEach(organization -> value.add(OrganizationsResource.json(organization)));
        return collection;
    }

    /** RFC 4180, with every name in quotes. */
    private static String csv(List<Organization> organizations) {
        StringBuilder csv = new StringBuilder("id,displayName,parent\r\n");
        organizations.forEach(one -> csv.append(one.id())
                .append(",\"")
                .append(one.displayName().replace("\"", "\"\""))
                .append("\",")
                .append(one.parent().map(Object::toString).orElse(""))
                .append("\r\n"));
        return csv.toString();
    }

    private static String tree(List<Organization> organizations) {
        StringBuilder tree = new StringBuilder();
        Hierarchy.of(organizations)
                .walk(organizations.stream().map(Organization::id).toList(), (level, one) -> tree.append(
                                "  ".repeat(level))
                        .append(PlanText.described(one))
                        .append('\n'));
        return tree.toString();
    }
}
