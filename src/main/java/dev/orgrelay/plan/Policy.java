package dev.orgrelay.plan;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which steps a plan may have: a filter. */
public enum Policy {
    /** Creates what is missing; leaves what exists as it is. */
    CREATE_ONLY {
        @Override
        boolean allows(Step step, boolean isOwned) {
            return step instanceof Step.Create;
        }
    },
    /** Creates and updates; deletes nothing. */
    UPSERT_ONLY {
        @Override
        boolean allows(Step step, boolean isOwned) {
            return !(step instanceof Step.Delete);
        }
    },
    /** Creates, updates, and deletes what is not desired, if Org Relay has made or adopted it. */
    SYNC_OWNED {
        @Override
        boolean allows(Step step, boolean isOwned) {
            return !(step instanceof Step.Delete) || isOwned;
        }
    },
    /** Creates, updates, and deletes what is not desired. */
    SYNC {
        @Override
        boolean allows(Step step, boolean isOwned) {
            return true;
        }
    };

    /** @param isOwned whether Org Relay has made or adopted the organization */
    abstract boolean allows(Step step, boolean isOwned);

    /** Whether a plan may delete something at all. */
    public boolean deletes() {
        return this == SYNC || this == SYNC_OWNED;
    }

    /** The word used in settings, queries and answers: {@code upsert-only}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The policy with that word. */
    public static Optional<Policy> named(String word) {
        return Arrays.stream(values())
                .filter(policy -> policy.word().equals(word))
                .findFirst();
    }
}
