package dev.orgrelay.journal;

import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Provenance;
import java.util.List;
import java.util.Optional;

/**
 * One message of a delivery: what it meant, and what became of it.
 *
 * @param provenance without the message itself
 * @param overtakenBy the newer event or time that has set a part of what it asks for
 * @param calls that were made for it, in their order
 */
public record RecordedMessage(
        Provenance provenance,
        Intended intended,
        Optional<String> overtakenBy,
        List<RecordedCall> calls,
        Outcome outcome) {

    /** Bytes of memory, roughly. */
    private static final int WEIGHT = 500;

    /** What the ledger said to it; empty if it was not asked. */
    Optional<LedgerDecision> ledger() {
        return overtakenBy
                .map(LedgerDecision::partly)
                .or(() -> intended.isChange() ? LedgerDecision.behind(outcome, provenance) : Optional.empty());
    }

    int weight() {
        int weight = WEIGHT;
        for (RecordedCall call : calls) {
            weight += call.weight();
        }
        return weight;
    }
}
