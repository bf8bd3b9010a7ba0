package dev.orgrelay.plan;

import dev.orgrelay.organization.OrganizationId;
import java.util.Optional;

/**
 * What a plan may do.
 *
 * @param policy which steps it may have
 * @param scope the root of what it may touch: this organization and what is below it; empty for everything
 * @param guard how much it may delete
 * @param release the digest of deletes that a person has released; empty if nobody has
 */
public record Rules(Policy policy, Optional<OrganizationId> scope, DeleteGuard guard, Optional<String> release) {}
