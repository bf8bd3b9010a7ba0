package dev.orgrelay.http;

import java.util.List;

/**
 * A delivery that was sent, and what its record has to say.
 *
 * @param organizations that it is about; none if it was turned away
 * @param outcome of each of its messages
 * @param decision of the ledger; {@code null} if it was not asked
 * @param reason a part of the ledger's reason, or of the detail of what the ledger was not asked for
 */
record Sent(
        String source,
        String kind,
        int status,
        List<String> organizations,
        String outcome,
        String decision,
        String reason) {

    static Sent event(
            String source, int status, String outcome, String decision, String reason, String... organizations) {
        return new Sent(source, "event", status, List.of(organizations), outcome, decision, reason);
    }
}
