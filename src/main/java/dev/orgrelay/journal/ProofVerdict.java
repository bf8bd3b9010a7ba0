package dev.orgrelay.journal;

import java.util.Optional;

/**
 * Whether a delivery has proved where it comes from.
 *
 * @param scheme how the source asks for it; empty where it does not matter
 * @param detail what was wrong, for people
 */
public record ProofVerdict(Optional<String> scheme, Verdict verdict, Optional<String> detail) {

    /** Nobody was asked, or nobody came that far. */
    public static final ProofVerdict NONE = new ProofVerdict(Optional.empty(), Verdict.NONE, Optional.empty());

    /** What a check says. */
    public enum Verdict {
        ACCEPTED,
        REFUSED,
        NONE
    }
}
