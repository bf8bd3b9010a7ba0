package dev.orgrelay.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.orgrelay.message.Deliveries;
import dev.orgrelay.message.Event;
import dev.orgrelay.message.Json;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Operation;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Placement;
import dev.orgrelay.organization.Provenance;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrganizationEventsTest {

    private static final Instant OCCURRED = Instant.parse("2026-11-23T10:00:00Z");
    private static final OrganizationId SEATTLE = new OrganizationId("seattle");
    private static final OrganizationId WASHINGTON = new OrganizationId("washington");

    @Test
    void createdIsACreate() {
        assertThat(change("organization.created", "{'id':'seattle','displayName':'Seattle','parent':'washington'}"))
                .isEqualTo(new Change.Create(
                        "plant", SEATTLE, "Seattle", Optional.of(WASHINGTON), provenance(Operation.CREATE)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'id':'seattle','displayName':'Seattle'}",
                "{'id':'seattle','displayName':'Seattle','parent':null}"
            })
    void createdWithoutParentIsAtTheTop(String data) {
        assertThat(change("organization.created", data))
                .isEqualTo(
                        new Change.Create("plant", SEATTLE, "Seattle", Optional.empty(), provenance(Operation.CREATE)));
    }

    @Test
    void updatedChangesWhatItNames() {
        assertThat(change("organization.updated", "{'id':'seattle','displayName':'Emerald City'}"))
                .isEqualTo(update(Optional.of("Emerald City"), Placement.unchanged(), Operation.UPDATE));
        assertThat(change("organization.updated", "{'id':'seattle','parent':null}"))
                .isEqualTo(update(Optional.empty(), Placement.topLevel(), Operation.UPDATE));
        assertThat(change("organization.updated", "{'id':'seattle','displayName':'S','parent':'washington'}"))
                .isEqualTo(update(Optional.of("S"), Placement.under(WASHINGTON), Operation.UPDATE));
    }

    @ParameterizedTest
    @CsvSource({"organization.updated, UPDATE", "organization.upserted, UPSERT"})
    void whatChangesNothingIsNothingToDo(String type, Operation operation) {
        assertThat(map(type, Optional.empty(), "{'id':'seattle','note':1}"))
                .isEqualTo(new Mapped.NothingToDo(
                        provenance(operation), "it changes nothing: neither displayName nor parent is there"));
    }

    @Test
    void upsertedWithEverythingIsACreate() {
        assertThat(change("organization.upserted", "{'id':'seattle','displayName':'S','parent':null}"))
                .isEqualTo(new Change.Create("plant", SEATTLE, "S", Optional.empty(), provenance(Operation.UPSERT)));
        assertThat(change("organization.upserted", "{'id':'seattle','displayName':'S','parent':'washington'}"))
                .isEqualTo(new Change.Create(
                        "plant", SEATTLE, "S", Optional.of(WASHINGTON), provenance(Operation.UPSERT)));
    }

    @Test
    void upsertedWithLessIsAnUpdate() {
        assertThat(change("organization.upserted", "{'id':'seattle','displayName':'S'}"))
                .isEqualTo(update(Optional.of("S"), Placement.unchanged(), Operation.UPSERT));
        assertThat(change("organization.upserted", "{'id':'seattle','parent':'washington'}"))
                .isEqualTo(update(Optional.empty(), Placement.under(WASHINGTON), Operation.UPSERT));
    }

    @Test
    void deletedIsADelete() {
        assertThat(change("organization.deleted", "{'id':'seattle'}"))
                .isEqualTo(new Change.Delete("plant", SEATTLE, provenance(Operation.DELETE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "'gone'", "[]", "{}"})
    void deletedNeedsNoDataIfTheSubjectHasTheId(String data) {
        assertThat(map("organization.deleted", Optional.of("/units/seattle"), data))
                .isEqualTo(new Mapped.ToApply(new Change.Delete("plant", SEATTLE, provenance(Operation.DELETE))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "organization.deleted",
                "com.contoso.organization.deleted",
                "Contoso.Organization.Deleted",
                "ORGANIZATION.DELETED",
                "suborganization.deleted",
            })
    void thePrefixAndTheCaseOfATypeAreFree(String type) {
        assertThat(change(type, "{'id':'seattle'}")).isInstanceOf(Change.Delete.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "organization.deleted.v1",
                "organization.renamed",
                "organization",
                "rganization.deleted",
                "t",
                "user.created"
            })
    void otherTypesConcernNoOrganization(String type) {
        assertThat(map(type, Optional.of("seattle"), "{'id':'seattle','displayName':'S'}"))
                .isEqualTo(new Mapped.NothingToDo(
                        provenance(Operation.IGNORE), "type '" + type + "' concerns no organization"));
    }

    @Test
    void aLongTypeIsShortened() {
        Mapped mapped = map("x\n".repeat(1_000), Optional.empty(), "{}");

        assertThat(mapped).isInstanceOfSatisfying(Mapped.NothingToDo.class, nothing -> assertThat(nothing.reason())
                .hasSizeLessThan(120)
                .doesNotContain("\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "seattle, seattle",
        "/seattle, seattle",
        "organizations/seattle, seattle",
        "https://hr.example/o/seattle, seattle"
    })
    void theSubjectHasTheIdIfTheDataHasNot(String subject, String expected) {
        assertThat(map("organization.updated", Optional.of(subject), "{'displayName':'S'}"))
                .isInstanceOfSatisfying(Mapped.ToApply.class, apply -> assertThat(
                                apply.change().organization().value())
                        .isEqualTo(expected));
    }

    @Test
    void theDataWinsOverTheSubject() {
        assertThat(map("organization.deleted", Optional.of("spokane"), "{'id':'seattle'}"))
                .isEqualTo(new Mapped.ToApply(new Change.Delete("plant", SEATTLE, provenance(Operation.DELETE))));
    }

    private static Change change(String type, String data) {
        return map(type, Optional.empty(), data).asked().orElseThrow();
    }

    private static Mapped map(String type, Optional<String> subject, String data) {
        JsonNode json = data.isEmpty() ? MissingNode.getInstance() : Json.read(data.replace('\'', '"'));
        Event event =
                new Event("7f1c", "/hr", type, subject, Optional.of(OCCURRED), MissingNode.getInstance(), () -> json);
        return new OrganizationEvents().map(event, "hr", "plant", Deliveries.NOW);
    }

    private static Change update(Optional<String> name, Placement placement, Operation operation) {
        return new Change.Update("plant", SEATTLE, name, placement, provenance(operation));
    }

    private static Provenance provenance(Operation operation) {
        return new Provenance(
                "hr", operation, Optional.of("/hr"), Optional.of("7f1c"), Optional.of(OCCURRED), Deliveries.NOW);
    }
}
