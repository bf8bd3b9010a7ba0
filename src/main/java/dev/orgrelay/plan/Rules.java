package dev.orgrelay.plan;

import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Text;
import java.util.Optional;
import java.util.Set;

/**
 * What a plan may do.
 *
 * @param policy which steps it may have
 * @param scope the root of what it may touch: this organization and what is below it; empty for everything
 * @param guard how much it may delete
 * @param release the digest of deletes that a person has released; empty if nobody has
 * @param owned what Org Relay has made or adopted: {@link Policy#SYNC_OWNED} deletes nothing else
 */
public record Rules(
        Policy policy,
        Optional<OrganizationId> scope,
        DeleteGuard guard,
        Optional<String> release,
        Set<OrganizationId> owned) {

    public Rules(Policy policy, Optional<OrganizationId> scope, DeleteGuard guard, Optional<String> release) {
        this(policy, scope, guard, release, Set.of());
    }

    /** The same where {@code some} are owned. */
    public Rules owning(Set<OrganizationId> some) {
        return new Rules(policy, scope, guard, release, some);
    }

    /** The same with another release, or without. */
    public Rules releasing(Optional<String> digest) {
        return new Rules(policy, scope, guard, digest, owned);
    }

    boolean allows(Step step) {
        return policy.allows(step, owned.contains(step.organization()));
    }

    /**
     * Stops a plan from deleting too much: a snapshot that lost a part looks just like many organizations that are not wanted any more.
     *
     * @param maxDeletes the most organizations that one plan may delete, 0 or more
     * @param maxPercent the same in percent of the organizations that exist within the scope, 0 to 100
     */
    public record DeleteGuard(int maxDeletes, int maxPercent) {

        /** Why {@code deletes} of {@code existing} organizations are too many; empty if they are not. */
        Optional<String> objection(int deletes, int existing) {
            if (deletes > maxDeletes) {
                return Optional.of("more than " + Text.count(maxDeletes, "delete"));
            }
            return deletes * 100L > (long) maxPercent * existing
                    ? Optional.of("more than " + maxPercent + " % of the " + Text.count(existing, "organization")
                            + " there " + (existing == 1 ? "is" : "are"))
                    : Optional.empty();
        }
    }
}
