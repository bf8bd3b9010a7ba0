package dev.orgrelay.sandbox;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.Organization;
import java.io.IOException;
import java.util.Optional;

/** JSON in and out, as trees: nothing here needs reflection in a native executable. */
final class SandboxJson {

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private SandboxJson() {}

    /** The document in {@code bytes}; empty if this is not exactly one, or if an object has a member twice. */
    static Optional<JsonNode> read(byte[] bytes) {
        try {
            return Optional.of(STRICT.readTree(bytes));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** The organization as the API shows it: no {@code parent} at the top level. */
    static ObjectNode of(Organization organization) {
        ObjectNode json = object().put("id", organization.id().value()).put("displayName", organization.displayName());
        organization.parent().ifPresent(parent -> json.put("parent", parent.value()));
        return json;
    }
}
