package dev.orgrelay.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** What the description of the API says, and what an answer has that it does not say. */
final class ApiDescription {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final Path SOURCE = Path.of("src", "main", "openapi", "openapi.yaml");
    private static final int MOST_ALIASES = 1_000;

    static final JsonNode DOCUMENT = read();

    private static final String GARBAGE = "this is not JSON";
    private static final String NDJSON = "application/x-ndjson";
    private static final List<String> METHODS = List.of("get", "put", "post", "patch", "delete", "options");
    private static final JsonNode SCHEMAS = closed();
    private static final SchemaValidatorsConfig STRICT =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    private static final Map<JsonNode, JsonSchema> COMPILED = new ConcurrentHashMap<>();

    private static final List<Operation> OPERATIONS = DOCUMENT.path("paths").properties().stream()
            .flatMap(path -> METHODS.stream()
                    .filter(path.getValue()::has)
                    .map(method -> new Operation(method, path.getKey(), path.getValue())))
            .sorted(Comparator.comparing(Operation::variables))
            .toList();

    private ApiDescription() {}

    /** One method of a path. */
    record Operation(String method, String path, JsonNode item) {

        JsonNode json() {
            return item.path(method);
        }

        boolean needsKey() {
            return !json().has("security");
        }

        /** The parameters of the query. */
        Map<String, JsonNode> query() {
            Map<String, JsonNode> query = new TreeMap<>();
            Stream.of(item, json())
                    .flatMap(holder -> elements(holder.path("parameters")))
                    .filter(parameter -> parameter.path("in").asText().equals("query"))
                    .forEach(parameter -> query.put(parameter.path("name").asText(), parameter));
            return query;
        }

        Map<String, JsonNode> responses() {
            Map<String, JsonNode> responses = new TreeMap<>();
            json().path("responses").properties().forEach(one -> responses.put(one.getKey(), resolved(one.getValue())));
            return responses;
        }

        String verb() {
            return method.toUpperCase(Locale.ROOT);
        }

        private long variables() {
            return path.chars().filter(c -> c == '{').count();
        }

        private boolean isOf(String otherMethod, String otherPath) {
            return method.equalsIgnoreCase(otherMethod)
                    && Pattern.matches(
                            path.replace("{path}", "\u0000")
                                    .replaceAll("\\{\\w+}", "[^/]+")
                                    .replace("\u0000", ".+"),
                            otherPath);
        }

        @Override
        public String toString() {
            return verb() + " " + path;
        }
    }

    static List<Operation> operations() {
        return OPERATIONS;
    }

    static Optional<Operation> operation(String method, String path) {
        return OPERATIONS.stream()
                .filter(operation -> operation.isOf(method, path))
                .findFirst();
    }

    /**
     * What is not as it is described.
     *
     * @param mediaType of the answer, without parameters
     */
    static List<String> mistakes(Operation operation, int status, String mediaType, String body) {
        Map<String, JsonNode> responses = operation.responses();
        if (!responses.containsKey(String.valueOf(status))) {
            return isFaulty(operation) ? List.of() : List.of("status " + status);
        }
        JsonNode content = responses.get(String.valueOf(status)).path("content");
        if (body.isEmpty() || isFaulty(operation) && body.contains(GARBAGE)) {
            return List.of();
        }
        return content.has(mediaType) ? mistakes(content.path(mediaType), mediaType, body) : List.of(mediaType);
    }

    /** What the sandbox answers by its rules for faults may be anything. */
    private static boolean isFaulty(Operation operation) {
        return operation.responses().containsKey("default");
    }

    /** What of {@code body} its schema does not say. */
    static List<String> mistakes(JsonNode content, String mediaType, String body) {
        Stream<String> documents =
                mediaType.endsWith("json") ? mediaType.equals(NDJSON) ? body.lines() : Stream.of(body) : Stream.of();
        JsonNode schema = content.has("x-item-schema") ? content.path("x-item-schema") : content.path("schema");
        List<String> mistakes = new ArrayList<>();
        documents.forEach(document -> {
            try {
                compiled(schema).validate(JSON.readTree(document)).stream()
                        .map(ValidationMessage::getMessage)
                        .forEach(mistakes::add);
            } catch (JsonProcessingException e) {
                mistakes.add("no JSON: " + document);
            }
        });
        return mistakes;
    }

    /** What {@code node} is or refers to. */
    static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? DOCUMENT.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(element -> elements.add(resolved(element)));
        return elements.stream();
    }

    private static JsonSchema compiled(JsonNode schema) {
        return COMPILED.computeIfAbsent(schema, any -> {
            ObjectNode whole = closed(schema).deepCopy();
            whole.set("$defs", SCHEMAS);
            return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(whole, STRICT);
        });
    }

    private static JsonNode closed() {
        return closed(DOCUMENT.at("/components/schemas"));
    }

    /** The same for answers of today: a member that is not described is a mistake. Clients have to expect more of tomorrow. */
    private static JsonNode closed(JsonNode schema) {
        try {
            JsonNode copy = JSON.readTree(schema.toString().replace("#/components/schemas/", "#/$defs/"));
            close(copy);
            return copy;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(JsonNode schema) {
        if (schema.path("properties").isObject() && !schema.has("additionalProperties")) {
            ((ObjectNode) schema).put("additionalProperties", false);
        }
        schema.forEach(ApiDescription::close);
    }

    private static JsonNode read() {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(MOST_ALIASES);
        options.setAllowDuplicateKeys(false);
        try (Reader reader = Files.newBufferedReader(SOURCE)) {
            ObjectNode document = JSON.valueToTree(new Yaml(options).load(reader));
            return document.without("x-shared");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
