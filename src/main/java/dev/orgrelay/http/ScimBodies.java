package dev.orgrelay.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.Text;
import java.util.Optional;

/**
 * The documents of SCIM 2.0, as far as groups need them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7644">RFC 7644</a>
 */
final class ScimBodies {

    static final String MEDIA_TYPE = "application/scim+json";

    private static final String GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
    private static final String MESSAGES = "urn:ietf:params:scim:api:messages:2.0:";
    private static final int LONGEST_DETAIL = 400;

    private ScimBodies() {}

    static ObjectNode group(String id, Optional<String> externalId, Optional<String> displayName, String location) {
        ObjectNode group = document(GROUP).put("id", id);
        externalId.ifPresent(text -> group.put("externalId", text));
        displayName.ifPresent(text -> group.put("displayName", text));
        group.putObject("meta").put("resourceType", "Group").put("location", location);
        return group;
    }

    /** A page with nothing on it. */
    static ObjectNode nothing() {
        ObjectNode list = document(MESSAGES + "ListResponse")
                .put("totalResults", 0)
                .put("startIndex", 1)
                .put("itemsPerPage", 0);
        list.putArray("Resources");
        return list;
    }

    /** The status is a text there (RFC 7644, 3.12). */
    static ObjectNode error(int status, String detail) {
        return document(MESSAGES + "Error")
                .put("status", String.valueOf(status))
                .put("detail", Text.shorten(detail, LONGEST_DETAIL));
    }

    private static ObjectNode document(String schema) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.putArray("schemas").add(schema);
        return document;
    }
}
