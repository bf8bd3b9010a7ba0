package dev.orgrelay.source.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.organization.Provenance;
import dev.orgrelay.source.Json;
import dev.orgrelay.source.Mapped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages of real senders that were collected elsewhere; without them there is nothing to test. */
class CollectedSamplesTest {

    private static final Path SAMPLES = Path.of("../shared/events");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7shifts-department.created",
                "auth0-organization.created",
                "bamboohr-employee.updated",
                "bamboohr-field-based-updated",
                "cloudevents-batch",
                "cloudevents-binary",
                "dataverse-businessunit-create",
                "entra-scim-group-create",
                "feishu-corehr.department.created_v2",
                "finch-company.updated",
                "frappe-department-on_update",
                "github-organization.renamed",
                "github-team.created",
                "gitlab-subgroup_create",
                "greenhouse-department_deleted",
                "greenhouse-office_deleted",
                "gusto-company.provisioned",
                "gusto-location.updated",
                "justworks-department.created",
                "kombo-data-changed",
                "microsoft-graph-GroupUpdated",
                "microsoft-graph-changenotification",
                "odoo-hr.department",
                "okta-group.lifecycle",
                "okta-scim-group-create",
                "okta-scim-group-delete",
                "okta-scim-group-rename",
                "oracle-hcm-organizations-update",
                "personio-person.updated",
                "sap-s4-costcenter-changed",
                "workos-dsync.group.created"
            })
    void aCollectedMessageSaysWhatIsExpected(String name) throws IOException {
        JsonNode sample = sample(name);

        List<Mapped> mapped = new PresetRun(preset(name)).receive(sample.path("request"));

        for (JsonNode expected : expected(sample.path("expect"))) {
            assertThat(mapped).anySatisfy(message -> verify(message, expected));
        }
    }

    private static void verify(Mapped message, JsonNode expected) {
        Provenance provenance = message.provenance();
        assertThat(provenance.operation().word())
                .isEqualTo(expected.path("operation").textValue());
        verify(provenance.sourceId(), expected, "sourceId");
        verify(provenance.parentSourceId(), expected, "parentId");
        verify(provenance.tenant(), expected, "tenant");
        verify(provenance.eventId(), expected, "eventId");
        verify(provenance.occurredAt().map(Object::toString), expected, "occurredAt");
        if (!expected.path("operation").asText().equals("delete")) {
            verify(Optional.ofNullable(Said.by(message).get("displayName")), expected, "displayName");
        }
    }

    /** What a sample does not name may be anything. */
    private static void verify(Optional<String> actual, JsonNode expected, String member) {
        Optional.ofNullable(expected.path(member).textValue())
                .ifPresent(text -> assertThat(actual).contains(text));
    }

    private static List<JsonNode> expected(JsonNode expect) {
        List<JsonNode> events = new ArrayList<>();
        expect.path("events").forEach(events::add);
        return events.isEmpty() ? List.of(expect) : events;
    }

    private static PresetFolder preset(String sample) {
        return sample.contains("-scim-")
                ? PresetFolder.named("scim")
                : PresetFolder.all().stream()
                        .filter(preset -> sample.startsWith(preset.name() + "-"))
                        .max(Comparator.comparing(preset -> preset.name().length()))
                        .orElseThrow();
    }

    private static JsonNode sample(String name) throws IOException {
        Path path = SAMPLES.resolve(name + ".json");
        assumeTrue(Files.exists(path), "no samples here");
        return Json.read(Files.readAllBytes(path));
    }
}
