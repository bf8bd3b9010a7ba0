package dev.orgrelay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.message.Json;
import dev.orgrelay.organization.SourceIds;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Messages and mappings for tests. JSON may be written with single quotes. */
final class Inputs {

    static final Instant NOW = Instant.parse("2026-11-23T10:15:30Z");

    private Inputs() {}

    static JsonNode json(String json) {
        return Json.read(json.replace('\'', '"'));
    }

    static Input body(String json) {
        return body(json(json));
    }

    static Input body(JsonNode body) {
        return new Input(
                body,
                Map.of("x-event", "team"),
                "POST",
                "Groups/42",
                Map.of("kind", "department"),
                "hr",
                Map.of("region", "emea"));
    }

    static Mapping mapping(String expression) {
        return Mapping.compile(expression, "orgrelay.sources.hr.mapping", SourceIds.SECOND, ZoneOffset.UTC);
    }

    static List<MappedFields> evaluate(String expression, String body) {
        return mapping(expression).evaluate(body(body));
    }

    static MappedFields one(String expression, String body) {
        List<MappedFields> results = evaluate(expression, body);
        if (results.size() != 1) {
            throw new AssertionError("one result expected, not " + results);
        }
        return results.get(0);
    }

    /** The text that an expression results in, taken out through the name of an organization. */
    static String text(String expression, String body) {
        return one("{'operation': 'ignore', 'displayName': " + expression + "}", body)
                .displayName()
                .orElse("undefined");
    }
}
