package dev.orgrelay.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.message.Json;
import dev.orgrelay.source.ScimSettings;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the service says of itself (RFC 7643, 5 to 7); the documents are files. */
@Singleton
class DiscoveryDocuments {

    private final ObjectNode config = read("service-provider-config.json");
    private final ObjectNode groupType = read("resource-type-group.json");
    private final ObjectNode groupSchema = read("schema-group.json");
    private final ObjectNode extensionSchema = read("schema-extension.json");

    private static ObjectNode read(String file) {
        try (InputStream stream = DiscoveryDocuments.class.getResourceAsStream("/scim/" + file)) {
            return (ObjectNode) Json.read(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws ScimException if there is no such document */
    ScimAnswer answer(ScimPath path, ScimSettings settings) {
        if (path.endpoint().equals(ScimPath.CONFIG)) {
            if (path.id().isPresent()) {
                throw missing();
            }
            return ScimAnswer.of(200, located(config, path, ScimPath.CONFIG));
        }
        List<ObjectNode> all =
                path.endpoint().equals(ScimPath.SCHEMAS) ? schemas(settings) : List.of(groupType(settings));
        List<ObjectNode> located = all.stream()
                .map(document -> located(
                        document,
                        path,
                        path.endpoint() + "/" + document.path("id").asText()))
                .toList();
        return path.id()
                .map(id -> ScimAnswer.of(200, one(located, id)))
                .orElseGet(() -> ScimAnswer.of(200, GroupJson.page(located.size(), 1, located)));
    }

    private static ObjectNode one(List<ObjectNode> documents, String id) {
        return documents.stream()
                .filter(document -> document.path("id").asText().equalsIgnoreCase(id))
                .findFirst()
                .orElseThrow(DiscoveryDocuments::missing);
    }

    private static ScimException missing() {
        return new ScimException(404, "there is no such document");
    }

    private List<ObjectNode> schemas(ScimSettings settings) {
        List<ObjectNode> schemas = new ArrayList<>(List.of(groupSchema));
        if (settings.hasParents()) {
            schemas.add(extensionSchema);
        }
        return schemas;
    }

    private ObjectNode groupType(ScimSettings settings) {
        ObjectNode type = groupType.deepCopy();
        if (settings.hasParents()) {
            ArrayNode extensions = type.putArray("schemaExtensions");
            extensions.addObject().put("schema", Urn.EXTENSION).put("required", false);
        }
        return type;
    }

    private static ObjectNode located(ObjectNode document, ScimPath path, String below) {
        ObjectNode located = document.deepCopy();
        Optional<JsonNode> meta = Optional.ofNullable(located.get("meta"));
        meta.ifPresent(object -> ((ObjectNode) object).put("location", path.base() + "/" + below));
        return located;
    }
}
