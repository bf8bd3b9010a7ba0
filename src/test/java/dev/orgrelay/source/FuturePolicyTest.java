package dev.orgrelay.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.mapping.Mapped;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Operation;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Provenance;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FuturePolicyTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:15:30Z");

    @ParameterizedTest
    @EnumSource(FuturePolicy.class)
    void whatIsJustAheadOrHasNoTimeIsNow(FuturePolicy future) {
        assertThat(future.check(ahead(300))).isEqualTo(ahead(300));
        assertThat(future.check(ahead(-300))).isEqualTo(ahead(-300));
        assertThat(future.check(at(Optional.empty()))).isEqualTo(at(Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(longs = {301, 315360000})
    void whatIsAheadIsKeptBackUntilThen(long seconds) {
        Mapped.ToApply message = ahead(seconds);

        Mapped kept = FuturePolicy.DEFER.check(message);

        assertThat(kept).isEqualTo(new Mapped.NotYet(message.change()));
        assertThat(kept.asOf(NOW.plusSeconds(seconds - 1))).isSameAs(kept);
        assertThat(kept.asOf(NOW.plusSeconds(seconds)).provenance().at()).isEqualTo(NOW.plusSeconds(seconds));
    }

    @Test
    void whatIsAheadCanBeIgnoredOrApplied() {
        assertThat(FuturePolicy.IGNORE.check(ahead(301))).isInstanceOf(Mapped.NothingToDo.class);
        assertThat(FuturePolicy.APPLY.check(ahead(301))).isEqualTo(ahead(301));
    }

    private static Mapped.ToApply ahead(long seconds) {
        return at(Optional.of(NOW.plusSeconds(seconds)));
    }

    private static Mapped.ToApply at(Optional<Instant> time) {
        Provenance provenance = new Provenance("hr", Operation.DELETE, Optional.empty(), Optional.empty(), time, NOW);
        return new Mapped.ToApply(new Change.Delete("default", new OrganizationId("seattle"), provenance));
    }
}
