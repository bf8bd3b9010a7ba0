package dev.orgrelay.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Operation;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Placement;
import dev.orgrelay.organization.Provenance;
import dev.orgrelay.organization.SourceIds;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResultReaderTest {

    private static final OrganizationId SEATTLE = new OrganizationId("seattle");
    private static final OrganizationId WASHINGTON = new OrganizationId("washington");
    private static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");
    private static final Envelope ENVELOPE =
            new Envelope(Optional.of("/hr"), Optional.of("7f1c"), Optional.of(AT), Inputs.NOW);

    @Test
    void aCreateIsTheWholeOrganization() {
        assertThat(map("{'operation': 'create', 'id': 'seattle', 'displayName': 'Seattle', 'parent': 'washington'}"))
                .isEqualTo(new Mapped.ToApply(new Change.Create(
                        "plant",
                        SEATTLE,
                        "Seattle",
                        Optional.of(WASHINGTON),
                        provenance(Operation.CREATE, Optional.of("seattle"), Optional.of("washington")))));
    }

    @Test
    void aCreateWithoutParentIsAtTheTop() {
        assertThat(change("{'operation': 'create', 'organization': 'seattle', 'displayName': 'Seattle'}"))
                .isEqualTo(new Change.Create(
                        "plant",
                        SEATTLE,
                        "Seattle",
                        Optional.empty(),
                        provenance(Operation.CREATE, Optional.empty(), Optional.empty())));
    }

    @Test
    void anUpdateLeavesWhatItDoesNotMention() {
        Change renamed = change("{'operation': 'update', 'id': 'seattle', 'displayName': 'S'}");
        Change moved = change("{'operation': 'update', 'id': 'seattle', 'parent': 'washington'}");
        Change raised = change("{'operation': 'update', 'id': 'seattle', 'parent': null}");

        assertThat(renamed.displayName()).contains("S");
        assertThat(renamed.placement()).isEqualTo(Placement.unchanged());
        assertThat(moved.displayName()).isEmpty();
        assertThat(moved.placement()).isEqualTo(Placement.under(WASHINGTON));
        assertThat(raised.placement()).isEqualTo(Placement.topLevel());
    }

    @Test
    void anUpsertWithEverythingIsACreateAndOtherwiseAnUpdate() {
        Change whole = change("{'operation': 'upsert', 'id': 'seattle', 'displayName': 'S', 'parent': null}");
        Change part = change("{'operation': 'upsert', 'id': 'seattle', 'displayName': 'S'}");

        assertThat(whole).isInstanceOf(Change.Create.class);
        assertThat(whole.provenance().operation()).isEqualTo(Operation.UPSERT);
        assertThat(part).isInstanceOf(Change.Update.class);
    }

    @Test
    void aDeleteNeedsOnlyTheIdAndMaySayMore() {
        assertThat(change("{'operation': 'delete', 'id': 106, 'displayName': 'Creative', 'parent': 5}"))
                .isEqualTo(new Change.Delete(
                        "plant",
                        SourceIds.SECOND.organizationId("106"),
                        provenance(Operation.DELETE, Optional.of("106"), Optional.of("5"))));
    }

    @Test
    void theMappingKnowsBetterThanTheEnvelope() {
        Provenance provenance =
                map("{'operation': 'delete', 'id': 'seattle', 'eventId': 'e2', 'occurredAt': 1608725989}")
                        .provenance();

        assertThat(provenance.eventId()).contains("e2");
        assertThat(provenance.occurredAt()).contains(Instant.parse("2020-12-23T12:19:49Z"));
        assertThat(provenance.origin()).contains("/hr");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u200B", "\u00A0"})
    void anEventIdInWhichThereIsNothingIsNone(String blank) {
        assertThat(map("{'operation': 'delete', 'id': 'seattle', 'eventId': '" + blank + "'}")
                        .provenance()
                        .eventId())
                .contains("7f1c");
        assertThat(new Provenance(
                                "hr",
                                Operation.DELETE,
                                Optional.empty(),
                                Optional.of(blank),
                                Optional.empty(),
                                Instant.EPOCH)
                        .eventId())
                .isEmpty();
    }

    @Test
    void noOriginIsByItselfThatOfAFurtherChange() {
        List<MappedFields> twice =
                Inputs.evaluate("[{'operation': 'delete', 'id': 'a1'}, {'operation': 'delete', 'id': 'a1'}]", "{}");
        ResultReader interpretation = new ResultReader(new Routing("hr", "plant", Map.of()));
        List<Optional<String>> origins = Stream.of("/hr", "/hr#1", "/hr#2", "/hr#2#2", "#2")
                .map(origin -> new Envelope(Optional.of(origin), Optional.of("e"), Optional.empty(), Instant.EPOCH))
                .flatMap(envelope -> interpretation.of(twice, envelope).stream())
                .map(mapped -> mapped.provenance().origin())
                .toList();
        assertThat(origins).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void aNameIsWhatCanBeSeenOfIt() {
        Change change = ((Mapped.ToApply)
                        map("{'operation': 'create', 'id': ' seattle\u200B', 'displayName': '\u00A0Seattle \uFEFF'}"))
                .change();
        assertThat(change.displayName()).contains("Seattle");
        assertThat(change.organization().value()).isEqualTo("seattle");
    }

    @Test
    void aRefetchAsksForALookup() {
        assertThat(map("{'operation': 'refetch', 'id': '6969828847121885087'}"))
                .isEqualTo(new Mapped.ToRefetch(
                        provenance(Operation.REFETCH, Optional.of("6969828847121885087"), Optional.empty()),
                        "plant",
                        new OrganizationId("6969828847121885087"),
                        "6969828847121885087"));
    }

    @Test
    void aRefetchWithoutLookupSaysWhichKeyToSet() {
        Mapped.ToRefetch refetch = (Mapped.ToRefetch) map("{'operation': 'refetch', 'id': 'seattle'}");

        assertThat(refetch.withoutLookup().reason())
                .isEqualTo("the message holds only the id: set orgrelay.sources.hr.lookup.url to look up the rest");
        assertThat(refetch.withoutLookup().organization()).contains("seattle");
    }

    @Test
    void aResyncAsksForAReconcile() {
        assertThat(map("{'operation': 'resync'}"))
                .isEqualTo(new Mapped.ToResync(
                        provenance(Operation.RESYNC, Optional.empty(), Optional.empty()),
                        "plant",
                        "something changed, only a reconcile can tell what"));
    }

    @Test
    void whatConcernsNobodyIsIgnored() {
        assertThat(map("{'operation': 'ignore'}")).isInstanceOf(Mapped.NothingToDo.class);
        assertThat(map("{'operation': 'update', 'id': 'seattle'}"))
                .extracting(mapped -> ((Mapped.NothingToDo) mapped).reason())
                .isEqualTo("it changes nothing: neither displayName nor parent is there");
        assertThat(map("null"))
                .isEqualTo(new Mapped.NothingToDo(
                        provenance(Operation.IGNORE, Optional.empty(), Optional.empty()),
                        "the mapping makes nothing of it"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '"',
            value = {
                "{'operation': 'create', 'displayName': 'S'} => the mapping names no organization: neither id nor organization",
                "{'operation': 'refetch'} => the mapping names no organization: neither id nor organization",
                "{'operation': 'create', 'id': 'seattle'} => displayName is missing, a new organization needs one",
                "{'operation': 'create', 'id': 'seattle', 'displayName': ' '} => displayName is blank",
                "{'operation': 'delete', 'id': ''} => an id must not be empty",
                "{'operation': 'update', 'id': 'seattle', 'parent': ''} => parent: an id must not be empty",
                "{'operation': 'update', 'id': 'seattle', 'parent': 'seattle'} => 'seattle' cannot be its own parent",
                "{'operation': 'delete', 'organization': 'Seattle'} => 'Seattle' is not an organization id",
                "{'operation': 'update', 'id': 'a1', 'parentOrganization': 'X'} => parent: 'X' is not an organization id",
            })
    void whatCannotBecomeAChangeIsKept(String result, String reason) {
        assertThat(((Mapped.Unusable) map(result)).reason()).startsWith(reason);
    }

    @Test
    void aTenantLeadsToItsApplication() {
        assertThat(applicationOf(Map.of("acme", "factory"), "'acme'")).isEqualTo("factory");
        assertThat(applicationOf(Map.of("7", "factory"), "7")).isEqualTo("factory");
        assertThat(applicationOf(Map.of(), "'acme'")).isEqualTo("plant");
    }

    @Test
    void anUnknownTenantGoesNowhere() {
        assertThat(applicationOf(Map.of("acme", "factory"), "'other'"))
                .isEqualTo("tenant 'other' has no application: set orgrelay.sources.hr.tenants.<tenant>");
        assertThat(applicationOf(Map.of("acme", "factory"), "null"))
                .isEqualTo("the mapping names no tenant, and the application depends on it");
    }

    @Test
    void furtherChangesOfTheSameOrganizationHaveAnOriginOfTheirOwn() {
        List<Mapped> mapped = interpret(
                Map.of(),
                "[{'operation': 'update', 'id': 'seattle', 'displayName': 'A'},"
                        + " {'operation': 'update', 'id': 'spokane', 'displayName': 'B'},"
                        + " {'operation': 'update', 'organization': 'seattle', 'parent': null}]");

        assertThat(mapped)
                .extracting(message -> message.provenance().origin())
                .containsExactly(Optional.of("/hr"), Optional.of("/hr"), Optional.of("/hr#2"));
        assertThat(mapped).extracting(message -> message.provenance().eventId()).containsOnly(Optional.of("7f1c"));
    }

    private static String applicationOf(Map<String, String> tenants, String tenant) {
        Mapped mapped = interpret(tenants, "{'operation': 'delete', 'id': 'seattle', 'tenant': " + tenant + "}")
                .get(0);
        return mapped instanceof Mapped.Unusable unusable
                ? unusable.reason()
                : mapped.target().orElse("");
    }

    private static Change change(String result) {
        return ((Mapped.ToApply) map(result)).change();
    }

    private static Mapped map(String result) {
        return interpret(Map.of(), result).get(0);
    }

    private static List<Mapped> interpret(Map<String, String> tenants, String result) {
        return new ResultReader(new Routing("hr", "plant", tenants)).of(Inputs.evaluate(result, "{}"), ENVELOPE);
    }

    private static Provenance provenance(
            Operation operation, Optional<String> sourceId, Optional<String> parentSourceId) {
        return new Provenance(
                "hr",
                operation,
                Optional.of("/hr"),
                Optional.of("7f1c"),
                Optional.of(AT),
                Inputs.NOW,
                sourceId,
                parentSourceId,
                Optional.empty(),
                Optional.empty());
    }
}
