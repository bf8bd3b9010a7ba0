package dev.orgrelay.reconcile;

import dev.orgrelay.configuration.Mistakes;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.plan.Policy;
import dev.orgrelay.plan.Rules;
import dev.orgrelay.plan.Rules.DeleteGuard;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The configured rules of plans, and what is wrong with them. */
@ApplicationScoped
public class ReconcileSettings {

    private final ReconcileConfig config;

    ReconcileSettings(ReconcileConfig config) {
        this.config = config;
    }

    /** Whether the timer only makes a plan, and applies nothing. */
    public boolean isOnlyReported() {
        return config.mode() == ReconcileConfig.Mode.REPORT;
    }

    /** The rules of a run for which nobody asks for anything special. */
    public Rules rules() {
        return rules(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * The rules of one run.
     *
     * @param policy in place of the configured one
     * @param scope the root of what may be touched
     * @param release the digest of deletes that a person has released
     */
    public Rules rules(Optional<Policy> policy, Optional<OrganizationId> scope, Optional<String> release) {
        return new Rules(
                policy.orElse(config.policy()),
                scope,
                new DeleteGuard(config.maxDeletes(), config.maxDeletePercent()),
                release);
    }

    /** What is wrong with the configuration, one line for each mistake: key, value, what is allowed. */
    public List<String> mistakes() {
        Mistakes mistakes = Mistakes.below("orgrelay.reconcile");
        mistakes.require(config.maxDeletes() >= 0, "max-deletes", config.maxDeletes(), "allowed is 0 or more");
        mistakes.requireBetween(0, 100, "max-delete-percent", config.maxDeletePercent());
        return mistakes.lines();
    }
}
