package dev.orgrelay.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.plan.Row;
import dev.orgrelay.source.IntakeException.Malformed;
import dev.orgrelay.source.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A whole hierarchy in a request: a JSON array of objects with {@code id}, {@code displayName} and {@code parent}. */
record HierarchyBody(List<Row> rows, List<String> mistakes) {

    private static final int MOST_ROWS = 10_000;

    /** @throws Malformed if it is no array of objects, or too long */
    static HierarchyBody read(byte[] body, String contentType) {
        JsonNode json = Json.read(body);
        if (!json.isArray() || json.size() > MOST_ROWS) {
            throw new Malformed("the body must be a JSON array of up to " + MOST_ROWS + " organizations");
        }
        List<Row> rows = new ArrayList<>();
        List<String> mistakes = new ArrayList<>();
        for (int i = 0; i < json.size(); i++) {
            String position = "[" + i + "]";
            if (json.get(i).isObject()) {
                rows.add(row(position, json.get(i)));
            } else {
                mistakes.add(position + ": not an object");
            }
        }
        return new HierarchyBody(rows, mistakes);
    }

    private static Row row(String position, JsonNode json) {
        return new Row(position, text(json, "id"), text(json, "displayName"), text(json, "parent"));
    }

    private static Optional<String> text(JsonNode json, String member) {
        return Optional.of(json.path(member))
                .filter(value -> !value.isMissingNode() && !value.isNull())
                .map(value -> value.isTextual() ? value.textValue() : value.toString());
    }
}
