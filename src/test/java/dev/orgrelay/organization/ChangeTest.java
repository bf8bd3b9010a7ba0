package dev.orgrelay.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChangeTest {

    private static final OrganizationId SEATTLE = new OrganizationId("seattle");
    private static final Instant RECEIVED = Instant.parse("2026-11-23T10:00:05Z");
    private static final Provenance PROVENANCE =
            new Provenance("hr", Operation.CREATE, Optional.empty(), Optional.empty(), Optional.empty(), RECEIVED);

    @Test
    void aBlankDisplayNameIsRefused() {
        assertThatThrownBy(() -> new Change.Create("default", SEATTLE, " ", Optional.empty(), PROVENANCE))
                .isInstanceOf(InvalidContentException.class)
                .hasMessage("displayName is blank");
        assertThatThrownBy(
                        () -> new Change.Update("default", SEATTLE, Optional.of(""), Placement.unchanged(), PROVENANCE))
                .isInstanceOf(InvalidContentException.class);
    }

    @Test
    void anOrganizationCannotBeItsOwnParent() {
        assertThatThrownBy(() ->
                        new Change.Update("default", SEATTLE, Optional.empty(), Placement.under(SEATTLE), PROVENANCE))
                .isInstanceOf(InvalidContentException.class)
                .hasMessage("'seattle' cannot be its own parent");
    }

    @Test
    void aCreateWithoutParentAsksForTheTopLevel() {
        Change create = new Change.Create("default", SEATTLE, "Seattle", Optional.empty(), PROVENANCE);

        assertThat(create.placement()).isSameAs(Placement.topLevel());
    }

    @Test
    void timeOfArrivalCountsOnlyWhereNobodyKnowsWhenItHappened() {
        Instant occurred = RECEIVED.minusSeconds(60);
        Provenance dated = new Provenance(
                "hr", Operation.CREATE, Optional.empty(), Optional.empty(), Optional.of(occurred), RECEIVED);

        assertThat(PROVENANCE.at()).isEqualTo(RECEIVED);
        assertThat(dated.at()).isEqualTo(occurred);
    }

    @Test
    void aTimeUpToFiveMinutesAheadIsTakenAtItsWordAndBeyondThatItIsNow() {
        assertThat(ahead(Duration.ofMinutes(5)).at()).isEqualTo(RECEIVED.plusSeconds(300));
        assertThat(ahead(Duration.ofMinutes(5).plusMillis(1)).at()).isEqualTo(RECEIVED);
        assertThat(ahead(Duration.ofHours(20)).at()).isEqualTo(RECEIVED);
    }

    private static Provenance ahead(Duration time) {
        return new Provenance(
                "hr", Operation.CREATE, Optional.empty(), Optional.empty(), Optional.of(RECEIVED.plus(time)), RECEIVED);
    }

    @Test
    void everyOutcomeHasItsWord() {
        assertThat(new Outcome.Applied().word()).isEqualTo("applied");
        assertThat(new Outcome.Duplicate().word()).isEqualTo("duplicate");
        assertThat(new Outcome.Stale("older").word()).isEqualTo("stale");
        assertThat(new Outcome.Refused("no").keptAs("1").word()).isEqualTo("refused");
    }
}
