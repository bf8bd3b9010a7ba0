package dev.orgrelay.intake.hierarchy;

import static dev.orgrelay.intake.hierarchy.JsonRowsTest.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.fetch.snapshot.SnapshotResult;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Operation;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Provenance;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SnapshotRowsTest {

    private static final Instant READ_AT = Instant.parse("2026-11-23T10:00:00Z");

    @Test
    void eachApplicationHasItsRowsAndAllHaveOneTime() {
        SnapshotRows rows = SnapshotRows.of(new SnapshotResult(
                "hr",
                READ_AT,
                Map.of(
                        "one", List.of(element("page 1, [0]", "usa", null), element("page 2, [7]", "utah", "usa")),
                        "two", List.of(element("page 1, [1]", "chile", null)))));

        assertThat(rows.source()).isEqualTo("hr");
        assertThat(rows.readAt()).isEqualTo(READ_AT);
        assertThat(rows.rows())
                .containsOnlyKeys("one", "two")
                .containsEntry(
                        "one",
                        List.of(row("page 1, [0]", "usa", "USA", null), row("page 2, [7]", "utah", "UTAH", "usa")))
                .containsEntry("two", List.of(row("page 1, [1]", "chile", "CHILE", null)));
    }

    private static SnapshotResult.Element element(String position, String id, String parent) {
        Provenance provenance =
                new Provenance("hr", Operation.CREATE, Optional.empty(), Optional.empty(), Optional.empty(), READ_AT);
        return new SnapshotResult.Element(
                position,
                new Change.Create(
                        "any",
                        new OrganizationId(id),
                        id.toUpperCase(Locale.ROOT),
                        Optional.ofNullable(parent).map(OrganizationId::new),
                        provenance));
    }
}
