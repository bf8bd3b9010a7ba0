package dev.orgrelay.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.organization.AllowedEffects;
import dev.orgrelay.organization.Operation;
import dev.orgrelay.organization.Original;
import dev.orgrelay.organization.Provenance;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeadLetterTest {

    @Test
    void theSameEventHasTheSameIdAndNoOtherHas() {
        assertThat(id("hr", "/a", "7", "plant", "x")).isEqualTo(id("hr", "/a", "7", "plant", "x"));
        assertThat(Stream.of(
                        id("hr", "/a", "7", "plant", "x"),
                        id("hr", "/a\n7", "plant", "x", ""),
                        id("hr\n/a", "7", "plant", "x", ""),
                        id("hr", "", "/a\n7", "plant", "x"),
                        id("hr", "/a", "7\nplant", "x", ""),
                        id("hr", "2:/a1:7", "", "plant", "x"),
                        id("hr", "/a", "7", "plan", "tx")))
                .doesNotHaveDuplicates();
    }

    @Test
    void anEventWithoutAnIdIsKnownByItsMessage() {
        Provenance first = withoutId(Optional.empty(), Optional.of(new Original("{\"a\":1}")), false);
        Provenance second = withoutId(Optional.empty(), Optional.of(new Original("{\"a\":2}")), false);

        assertThat(id(first, "aa")).isEqualTo(id(first, "aa"));
        assertThat(id(second, "aa")).isNotEqualTo(id(first, "aa"));
        assertThat(id(first, "bb")).isNotEqualTo(id(first, "aa"));
    }

    @Test
    void anEventOfWhichNothingIsKnownIsLikeNoOther() {
        Provenance unknown = withoutId(Optional.empty(), Optional.empty(), false);

        assertThat(id(unknown, "aa")).isNotEqualTo(id(unknown, "aa"));
    }

    @Test
    void theSameStepOfAnotherReconcileHasTheSameIdAndSoHasTheSameWishOfAPerson() {
        Provenance step = withoutId(Optional.of(Provenance.OF_RECONCILE), Optional.empty(), false);
        Provenance byHand = withoutId(Optional.empty(), Optional.empty(), true);

        assertThat(step.isOfEvent()).isFalse();
        assertThat(id(step, "aa")).isEqualTo(id(step, "aa")).isNotEqualTo(id(step, "bb"));
        assertThat(byHand.isOfEvent()).isFalse();
        assertThat(id(byHand, "aa")).isEqualTo(id(byHand, "aa")).isNotEqualTo(id(step, "aa"));
    }

    @Test
    void aSenderThatCallsItselfReconcileSendsEventsAllTheSame() {
        Provenance provenance = new Provenance(
                "hr",
                Operation.CREATE,
                Optional.of(Provenance.OF_RECONCILE),
                Optional.of("7"),
                Optional.empty(),
                Instant.EPOCH);

        assertThat(provenance.isOfEvent()).isTrue();
    }

    @Test
    void theMessageIsKeptOnceAndNotWithTheChangeAsWell() {
        DeadLetter letter =
                DeadLetter.of(Changes.withMessage(Changes.delete("seattle", 1), "as it came"), "reason", Instant.EPOCH);

        assertThat(letter.message()).contains(new Original("as it came"));
        assertThat(letter.provenance().original()).isEmpty();
        assertThat(letter.change().orElseThrow().provenance().original()).isEmpty();
    }

    private static Provenance withoutId(Optional<String> origin, Optional<Original> message, boolean isByHand) {
        return new Provenance(
                "hr",
                Operation.CREATE,
                origin,
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                message,
                isByHand,
                AllowedEffects.ALL,
                Optional.empty());
    }

    private static String id(Provenance provenance, String organization) {
        return DeadLetter.of(provenance, "plant", Optional.of(organization), "reason", Instant.EPOCH)
                .id();
    }

    private static String id(String source, String origin, String event, String application, String organization) {
        Provenance provenance = new Provenance(
                source, Operation.CREATE, Optional.of(origin), Optional.of(event), Optional.empty(), Instant.EPOCH);
        return DeadLetter.of(provenance, application, Optional.of(organization), "reason", Instant.EPOCH)
                .id();
    }
}
