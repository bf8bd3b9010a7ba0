package dev.orgrelay.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.message.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What real senders send, mapped; the samples were collected elsewhere, without them there is nothing to test. */
class SenderSamplesTest {

    private static final Path SAMPLES = Path.of("../shared/events");

    static Stream<Arguments> senders() {
        return Stream.of(
                sender(
                        "workos-dsync.group.created",
                        "body.{'operation': $replace(event, /^.*\\.(creat|updat|delet)ed$/, '$1e'), 'id': data.id,"
                                + " 'displayName': data.name, 'tenant': data.organization_id, 'eventId': id,"
                                + " 'occurredAt': created_at}"),
                sender(
                        "greenhouse-department_deleted",
                        "body.payload.department.{'operation': 'delete', 'id': id, 'displayName': name,"
                                + " 'parent': parent_id}"),
                sender(
                        "greenhouse-office_deleted",
                        "($unit := $substringBefore(body.action, '_'); $lookup(body.payload, $unit)"
                                + ".{'operation': 'delete', 'id': id, 'displayName': name, 'parent': parent_id})"),
                sender(
                        "dataverse-businessunit-create",
                        "($a := $merge(body.InputParameters[key = 'Target'].value.Attributes.{key: value});"
                                + " {'operation': $lowercase(body.MessageName), 'id': body.PrimaryEntityId,"
                                + " 'displayName': $a.name, 'parent': $a.parentbusinessunitid.Id,"
                                + " 'tenant': body.OrganizationId, 'eventId': body.OperationId,"
                                + " 'occurredAt': body.OperationCreatedOn})"),
                sender(
                        "oracle-hcm-organizations-update",
                        "{'operation': $lowercase(body.Context.DMLOperation), 'id': body.Context.`Organization Id`,"
                                + " 'displayName': body.`Changed Attributes`.Name.new}"),
                sender(
                        "okta-scim-group-rename",
                        "{'operation': 'update', 'id': $split(path, '/')[-1],"
                                + " 'displayName': body.Operations[$lowercase(op) = 'replace'].value.displayName}"),
                sender(
                        "okta-scim-group-delete",
                        "method = 'DELETE' ? {'operation': 'delete', 'id': $split(path, '/')[-1]}"),
                sender(
                        "entra-scim-group-create",
                        "{'operation': 'create', 'id': body.externalId, 'displayName': body.displayName}"),
                sender(
                        "github-team.created",
                        "headers.`x-github-event` = 'team' and body.action = 'created' ?"
                                + " body.{'operation': 'create', 'id': team.id, 'displayName': team.name,"
                                + " 'parent': team.parent.id, 'tenant': organization.id}"),
                sender(
                        "gitlab-subgroup_create",
                        "body.{'operation': 'create', 'id': group_id, 'displayName': name, 'parent': parent_group_id,"
                                + " 'occurredAt': created_at}"),
                sender(
                        "frappe-department-on_update",
                        "body.{'operation': disabled = 1 ? 'delete' : 'upsert', 'id': name,"
                                + " 'displayName': department_name, 'parent': parent_department, 'tenant': company}"),
                sender(
                        "odoo-hr.department",
                        "body.{'operation': active ? 'upsert' : 'delete', 'id': _id, 'displayName': name,"
                                + " 'parent': parent_id ? parent_id : null}"),
                sender(
                        "7shifts-department.created",
                        "body.{'operation': is_deleted ? 'delete' : 'create', 'id': department_id,"
                                + " 'displayName': department_name, 'tenant': company_id}"),
                sender(
                        "feishu-corehr.department.created_v2",
                        "{'operation': 'refetch', 'id': body.event.department_id, 'tenant': body.header.tenant_key,"
                                + " 'eventId': body.header.event_id, 'occurredAt': body.header.create_time}"),
                sender(
                        "gusto-location.updated",
                        "body.{'operation': 'refetch', 'id': entity_uuid, 'parent': resource_uuid,"
                                + " 'occurredAt': timestamp}"),
                sender(
                        "kombo-data-changed",
                        "{'operation': 'resync', 'tenant': body.data.integration_id, 'eventId': body.id}"),
                sender(
                        "finch-company.updated",
                        "{'operation': 'resync', 'tenant': body.company_id, 'eventId': headers.`finch-event-id`}"),
                sender(
                        "personio-person.updated",
                        "{'operation': $contains(body.event_name, /^department\\./) ? 'refetch' : 'ignore',"
                                + " 'tenant': body.company_id, 'occurredAt': body.occurred_at}"),
                sender(
                        "sap-s4-costcenter-changed",
                        "{'operation': 'refetch', 'id': body.data.(ControllingArea & '/' & CostCenter),"
                                + " 'eventId': body.id, 'occurredAt': body.time}"),
                arguments(
                        "microsoft-graph-changenotification",
                        "value",
                        "body.{'operation': changeType = 'deleted' ? 'delete' : 'refetch', 'id': resourceData.id,"
                                + " 'tenant': tenantId}"),
                arguments(
                        "okta-group.lifecycle",
                        "data.events",
                        "body.{'operation': eventType = 'group.lifecycle.create' ? 'create' :"
                                + " eventType = 'group.lifecycle.delete' ? 'delete' : 'ignore',"
                                + " 'id': $contains(eventType, /^group/) ? target[type = 'UserGroup'].id,"
                                + " 'displayName': $contains(eventType, /^group/) ? target[0].displayName,"
                                + " 'eventId': uuid, 'occurredAt': published}"));
    }

    private static Arguments sender(String sample, String mapping) {
        return arguments(sample, "", mapping);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("senders")
    void aSampleBecomesWhatItMeans(String sample, String path, String mapping) throws IOException {
        JsonNode json = read(sample);
        List<Input> inputs = inputs(json.path("request"), path);

        List<MappedFields> results = new ArrayList<>();
        Inputs.mapping(mapping).evaluate(inputs).forEach(results::addAll);

        List<JsonNode> expected = expected(json.path("expect"));
        assertThat(results).hasSameSizeAs(expected);
        for (int i = 0; i < results.size(); i++) {
            verify(results.get(i), expected.get(i));
        }
    }

    private static void verify(MappedFields fields, JsonNode expected) {
        assertThat(fields.operation().word())
                .isEqualTo(expected.path("operation").textValue());
        assertThat(fields.organization().flatMap(Reference::sourceId)).isEqualTo(text(expected, "sourceId"));
        assertThat(fields.displayName()).isEqualTo(text(expected, "displayName"));
        assertThat(fields.parent().reference().flatMap(Reference::sourceId)).isEqualTo(text(expected, "parentId"));
        text(expected, "tenant").ifPresent(tenant -> assertThat(fields.tenant()).contains(tenant));
        text(expected, "eventId")
                .ifPresent(event -> assertThat(fields.eventId()).contains(event));
        text(expected, "occurredAt")
                .ifPresent(at ->
                        assertThat(fields.occurredAt().map(Object::toString)).contains(at));
    }

    private static Optional<String> text(JsonNode expected, String name) {
        return Optional.ofNullable(expected.path(name).textValue());
    }

    private static List<JsonNode> expected(JsonNode expect) {
        List<JsonNode> events = new ArrayList<>();
        expect.path("events").forEach(events::add);
        return events.isEmpty() ? List.of(expect) : events;
    }

    private static List<Input> inputs(JsonNode request, String path) {
        Map<String, String> headers = new TreeMap<>();
        request.path("headers")
                .properties()
                .forEach(header -> headers.put(
                        header.getKey().toLowerCase(Locale.ROOT),
                        header.getValue().textValue()));
        Unwrapping unwrapping = path.isEmpty() ? Unwrapping.none() : Unwrapping.at(path);
        return unwrapping.messages(request.path("body")).stream()
                .map(body -> new Input(
                        body,
                        headers,
                        request.path("method").textValue(),
                        request.path("path").asText(),
                        Map.of(),
                        "hr",
                        Map.of()))
                .toList();
    }

    private static JsonNode read(String sample) throws IOException {
        Path path = SAMPLES.resolve(sample + ".json");
        assumeTrue(Files.exists(path), "no samples here");
        return Json.read(Files.readAllBytes(path));
    }
}
