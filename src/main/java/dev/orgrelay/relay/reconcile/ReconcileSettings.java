package dev.orgrelay.relay.reconcile;

import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Text;
import dev.orgrelay.plan.Policy;
import dev.orgrelay.plan.Rules;
import dev.orgrelay.plan.Rules.DeleteGuard;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The configured rules of plans, and what is wrong with them. */
@ApplicationScoped
public class ReconcileSettings {

    private static final String PREFIX = "orgrelay.reconcile.";

    private final ReconcileConfig config;

    ReconcileSettings(ReconcileConfig config) {
        this.config = config;
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
                policy.or(() -> Policy.named(config.policy())).orElse(Policy.UPSERT_ONLY),
                scope,
                new DeleteGuard(config.maxDeletes(), config.maxDeletePercent()),
                release);
    }

    /** What is wrong with the configuration, one line for each mistake: key, value, what is allowed. */
    public List<String> mistakes() {
        return Stream.of(
                        mistake(
                                Policy.named(config.policy()).isPresent(),
                                "policy = " + Text.shorten(config.policy()) + ": allowed are " + policies()),
                        mistake(
                                config.maxDeletes() >= 0,
                                "max-deletes = " + config.maxDeletes() + ": allowed is 0 or more"),
                        mistake(
                                config.maxDeletePercent() >= 0 && config.maxDeletePercent() <= 100,
                                "max-delete-percent = " + config.maxDeletePercent() + ": allowed are 0 to 100"))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The words of all policies. */
    public static String policies() {
        return Arrays.stream(Policy.values()).map(Policy::word).collect(Collectors.joining(", "));
    }

    private static Optional<String> mistake(boolean isRight, String mistake) {
        return isRight ? Optional.empty() : Optional.of(PREFIX + mistake);
    }
}
