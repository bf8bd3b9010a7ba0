package dev.orgrelay.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.message.Json;
import dev.orgrelay.organization.Nearest;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Placement;
import java.util.List;
import java.util.Optional;

/**
 * The fields of an organization in an operator's request.
 *
 * @param displayName empty if the request does not mention it
 * @param placement from {@code parent}: an id, {@code null} for the top level, not mentioned for unchanged
 */
record OrganizationFields(Optional<String> displayName, Placement placement) {

    private static final List<String> MEMBERS = List.of("id", "displayName", "parent");

    /**
     * @param id of the organization that the request is for; the body may repeat it
     * @throws ProblemException if {@code body} is not an object with a text {@code displayName} and a text or null {@code parent}, and nothing else
     */
    static OrganizationFields read(byte[] body, OrganizationId id) {
        JsonNode json = Json.read(body);
        if (!json.isObject()) {
            throw new ProblemException(400, "the body must be a JSON object with displayName and parent");
        }
        json.fieldNames().forEachRemaining(OrganizationFields::requireKnown);
        if (json.has("id") && !text("id", json.get("id")).equals(id.value())) {
            throw new ProblemException(400, "the id in the body is not the one in the path; an id cannot be changed");
        }
        return new OrganizationFields(displayName(json.path("displayName")), placement(json.path("parent")));
    }

    String requireDisplayName() {
        return displayName.orElseThrow(() -> new ProblemException(400, "displayName is missing"));
    }

    OrganizationFields requireSomething() {
        if (displayName.isEmpty() && !placement.isChange()) {
            throw new ProblemException(400, "the body must have displayName or parent");
        }
        return this;
    }

    private static void requireKnown(String member) {
        if (!MEMBERS.contains(member)) {
            throw new ProblemException(400, Nearest.unknown("member", member, MEMBERS));
        }
    }

    private static Optional<String> displayName(JsonNode value) {
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        return Optional.of(text("displayName", value));
    }

    private static Placement placement(JsonNode value) {
        if (value.isMissingNode()) {
            return Placement.unchanged();
        }
        return value.isNull() ? Placement.topLevel() : Placement.under(new OrganizationId(text("parent", value)));
    }

    private static String text(String member, JsonNode value) {
        if (!value.isTextual()) {
            throw new ProblemException(400, member + " must be a text");
        }
        return value.textValue();
    }
}
