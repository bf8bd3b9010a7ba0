package dev.orgrelay.relay;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.OrganizationId;

/** Whose entry it is: one organization of one application. */
public record LedgerKey(String application, OrganizationId organization) {

    /** Of the organization that {@code change} is about. */
    public static LedgerKey of(Change change) {
        return new LedgerKey(change.application(), change.organization());
    }

    /** Whether {@code change} is about it. */
    public boolean isOf(Change change) {
        return equals(of(change));
    }
}
