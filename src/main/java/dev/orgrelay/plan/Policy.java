package dev.orgrelay.plan;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which steps a plan may have: a filter. */
public enum Policy {
    /** Creates what is missing; leaves what exists as it is. */
    CREATE_ONLY {
        @Override
        boolean allows(Step step) {
            return step instanceof Step.Create;
        }
    },
    /** Creates and updates; deletes nothing. */
    UPSERT_ONLY {
        @Override
        boolean allows(Step step) {
            return !(step instanceof Step.Delete);
        }
    },
    /** Creates, updates, and deletes what is not desired. */
    SYNC {
        @Override
        boolean allows(Step step) {
            return true;
        }
    };

    abstract boolean allows(Step step);

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
