package dev.orgrelay.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.configuration.FailedStart;
import dev.orgrelay.plan.Policy;
import dev.orgrelay.plan.Rules.DeleteGuard;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReconcileSettingsTest {

    @Test
    void withoutSettingsNothingIsDeletedAndTheGuardIsCareful() {
        ReconcileSettings settings = ReconcileRules.of(Map.of());

        assertThat(settings.mistakes()).isEmpty();
        assertThat(settings.rules().policy()).isEqualTo(Policy.UPSERT_ONLY);
        assertThat(settings.rules().guard()).isEqualTo(new DeleteGuard(10, 20));
    }

    @Test
    void aRequestCanChooseAnotherPolicy() {
        assertThat(ReconcileRules.of(Map.of())
                        .rules(Optional.of(Policy.SYNC), Optional.empty(), Optional.empty())
                        .policy())
                .isEqualTo(Policy.SYNC);
    }

    @Test
    void everyMistakeIsToldWithWhatIsAllowed() {
        assertThat(FailedStart.lines(() -> ReconcileRules.of(Map.of("orgrelay.reconcile.policy", "mirror"))
                        .mistakes()))
                .containsExactly(
                        "orgrelay.reconcile.policy = mirror: allowed are create-only, sync, sync-owned, upsert-only");
        assertThat(ReconcileRules.of(Map.of(
                                "orgrelay.reconcile.max-deletes", "-1",
                                "orgrelay.reconcile.max-delete-percent", "120"))
                        .mistakes())
                .containsExactly(
                        "orgrelay.reconcile.max-deletes = -1: allowed is 0 or more",
                        "orgrelay.reconcile.max-delete-percent = 120: allowed are 0 to 100");
    }
}
