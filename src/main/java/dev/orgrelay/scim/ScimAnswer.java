package dev.orgrelay.scim;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.Text;
import java.util.Map;
import java.util.Optional;

/**
 * What a client hears.
 *
 * @param status HTTP status
 * @param headers beside those of the body
 * @param body empty if there is none
 */
public record ScimAnswer(int status, Map<String, String> headers, Optional<ObjectNode> body) {

    private static final int LONGEST_DETAIL = 400;

    static ScimAnswer of(int status) {
        return new ScimAnswer(status, Map.of(), Optional.empty());
    }

    static ScimAnswer of(int status, ObjectNode body) {
        return new ScimAnswer(status, Map.of(), Optional.of(body));
    }

    /** An error document; the status is a text in it (RFC 7644, 3.12). */
    public static ScimAnswer error(int status, Optional<ScimType> type, String detail) {
        ObjectNode error = document(Urn.ERROR).put("status", String.valueOf(status));
        type.ifPresent(known -> error.put("scimType", known.word()));
        return of(status, error.put("detail", Text.shorten(detail, LONGEST_DETAIL)));
    }

    ScimAnswer with(String header, String value) {
        return new ScimAnswer(status, Map.of(header, value), body);
    }

    static ObjectNode document(String schema) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.putArray("schemas").add(schema);
        return document;
    }
}
