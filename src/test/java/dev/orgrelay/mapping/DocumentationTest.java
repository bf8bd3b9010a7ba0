package dev.orgrelay.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.orgrelay.organization.Operation;
import dev.orgrelay.organization.SourceIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of the documentation do what it says. */
class DocumentationTest {

    private static final Pattern EXAMPLE = Pattern.compile("```jsonata\n(.*?)```", Pattern.DOTALL);

    @Test
    void theOperationCanBeInTheTypeOfTheEvent() throws IOException {
        String body = "{'event': 'unit.updated', 'id': 'e1', 'data': {'id': 42, 'name': 'Sales', 'parent_id': null,"
                + " 'updated_at': '2026-11-23T10:00:00Z', 'account': 'acme'}}";

        assertThat(example(0).evaluate(Inputs.body(body)))
                .containsExactly(new MappedFields(
                        Operation.UPSERT,
                        Optional.of(Reference.bySourceId("42", SourceIds.SECOND)),
                        Optional.of("Sales"),
                        new ParentField(true, Optional.empty()),
                        Optional.of(Instant.parse("2026-11-23T10:00:00Z")),
                        Optional.of("e1"),
                        Optional.of("acme")));
    }

    @Test
    void theOperationCanBeInTheMethod() throws IOException {
        Mapping mapping = example(1);

        assertThat(mapping.evaluate(scim("DELETE", "{}")))
                .extracting(MappedFields::operation, MappedFields::organization)
                .containsExactly(tuple(Operation.DELETE, Optional.of(Reference.bySourceId("g-1", SourceIds.SECOND))));
        assertThat(List.of(
                        "{'Operations': [{'op': 'Replace', 'path': 'displayName', 'value': 'New'}]}",
                        "{'Operations': [{'op': 'replace', 'value': {'displayName': 'New'}}]}"))
                .allSatisfy(body -> assertThat(mapping.evaluate(scim("PATCH", body)))
                        .extracting(MappedFields::displayName)
                        .containsExactly(Optional.of("New")));
        assertThat(mapping.evaluate(scim("POST", "{'externalId': 'x-9', 'displayName': 'New'}")))
                .extracting(MappedFields::organization)
                .containsExactly(Optional.of(Reference.bySourceId("x-9", SourceIds.SECOND)));
    }

    @Test
    void attributesCanBeAList() throws IOException {
        String body = "{'unitId': 7, 'createdOn': '/Date(1722582039000+0000)/', 'attributes': [{'key': 'name', 'value':"
                + " 'Sales'}, {'key': 'parent', 'value': {'id': 3}}, {'key': 'disabled', 'value': false}]}";

        assertThat(example(2).evaluate(Inputs.body(body)))
                .containsExactly(new MappedFields(
                        Operation.UPSERT,
                        Optional.of(Reference.bySourceId("7", SourceIds.SECOND)),
                        Optional.of("Sales"),
                        new ParentField(true, Optional.of(Reference.bySourceId("3", SourceIds.SECOND))),
                        Optional.of(Instant.parse("2024-08-02T07:00:39Z")),
                        Optional.empty(),
                        Optional.empty()));
    }

    private static Input scim(String method, String body) {
        return new Input(Inputs.json(body), Map.of(), method, "Groups/g-1", Map.of(), "scim", Map.of());
    }

    private static Mapping example(int index) throws IOException {
        List<String> examples = EXAMPLE.matcher(Files.readString(Path.of("docs/mapping.md")))
                .results()
                .map(result -> result.group(1))
                .toList();
        return Inputs.mapping(examples.get(index));
    }
}
