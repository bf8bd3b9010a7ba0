package dev.orgrelay.central;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Placement;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Organizations as the API has them. In its answers members may be missing, and others are none of our business. */
final class OrganizationJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private OrganizationJson() {}

    /** The body of a create. */
    static byte[] whole(String displayName, Optional<OrganizationId> parent) {
        ObjectNode body = JSON.createObjectNode().put("displayName", displayName);
        parent.ifPresent(above -> body.put("parent", above.value()));
        return bytes(body);
    }

    /** The body of an update, which mentions what changes. */
    static byte[] patch(Optional<String> displayName, Placement placement) {
        ObjectNode body = JSON.createObjectNode();
        displayName.ifPresent(name -> body.put("displayName", name));
        if (placement.isChange()) {
            body.put("parent", placement.parent().map(OrganizationId::value).orElse(null));
        }
        return bytes(body);
    }

    /** @throws CentralException if {@code json} is no organization */
    static Organization read(String json) {
        return read(parse(json));
    }

    /** @throws CentralException if {@code json} is no organization */
    static Organization read(JsonNode json) {
        OrganizationId id = text(json, "id")
                .filter(OrganizationId::isValid)
                .map(OrganizationId::new)
                .orElseThrow(() -> CentralException.unreadable("an organization without an id"));
        return new Organization(
                id,
                text(json, "displayName").orElse(""),
                text(json, "parent").filter(OrganizationId::isValid).map(OrganizationId::new));
    }

    /** @throws CentralException if {@code json} is not JSON */
    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json == null ? "" : json);
        } catch (JsonProcessingException e) {
            throw CentralException.unreadable("something that is not JSON");
        }
    }

    /** @throws CentralException if the member is there, but is no text */
    static Optional<String> text(JsonNode json, String member) {
        JsonNode value = json.path(member);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw CentralException.unreadable("'" + member + "' that is no text");
        }
        return Optional.of(value.textValue());
    }

    private static byte[] bytes(ObjectNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
