package dev.orgrelay.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.mapping.Mapped;
import dev.orgrelay.organization.Operation;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Provenance;
import dev.orgrelay.organization.SourceIds;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportTest {

    @Test
    void aRefetchIsReportedWithItsOrganization() {
        Mapped.ToRefetch refetch = new Mapped.ToRefetch(
                provenance(Operation.REFETCH, Optional.of("42")), "plant", SourceIds.SECOND.organizationId("42"), "42");

        assertThat(report(refetch, new Outcome.Refused(refetch.withoutLookup().reason())))
                .isEqualTo("{\"source\":\"hr\",\"outcomes\":[{\"outcome\":\"refused\",\"operation\":\"refetch\","
                        + "\"application\":\"plant\",\"organization\":\"42\",\"sourceId\":\"42\",\"detail\":\"the message"
                        + " holds only the id: set orgrelay.sources.hr.lookup.url to look up the rest\"}]}");
    }

    @Test
    void aResyncIsReportedWithoutOne() {
        Mapped.ToResync resync = new Mapped.ToResync(
                provenance(Operation.RESYNC, Optional.empty()),
                "plant",
                "something changed, a reconcile will tell what");

        assertThat(report(resync, new Outcome.Ignored(resync.reason())))
                .isEqualTo("{\"source\":\"hr\",\"outcomes\":[{\"outcome\":\"ignored\",\"operation\":\"resync\","
                        + "\"application\":\"plant\",\"detail\":\"something changed, a reconcile will tell what\"}]}");
    }

    private static String report(Mapped mapped, Outcome outcome) {
        return new Report("hr", List.of(new Report.Entry(mapped, outcome)))
                .toJson()
                .toString();
    }

    private static Provenance provenance(Operation operation, Optional<String> sourceId) {
        return new Provenance(
                "hr",
                operation,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Instant.parse("2026-11-23T10:15:30Z"),
                sourceId,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
