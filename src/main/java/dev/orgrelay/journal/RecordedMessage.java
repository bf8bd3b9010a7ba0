package dev.orgrelay.journal;

import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Provenance;
import java.util.List;
import java.util.Optional;

/**
 * One message of a delivery: what it meant, and what became of it.
 *
 * @param provenance without the message itself
 * @param ledger empty if the ledger was not asked
 * @param calls that were made for it, in their order
 */
public record RecordedMessage(
        Provenance provenance,
        Intended intended,
        Optional<LedgerDecision> ledger,
        List<RecordedCall> calls,
        Outcome outcome) {

    /** Bytes of memory, roughly. */
    private static final int WEIGHT = 500;

    private static final int WEIGHT_OF_CALL = 300;

    int weight() {
        return WEIGHT + calls.size() * WEIGHT_OF_CALL;
    }
}
