package dev.orgrelay.relay;

import dev.orgrelay.organization.Provenance;
import java.util.Optional;

/**
 * What makes two events the same one: source, origin and id (CloudEvents 1.0, 3.1.1 {@code id}), as a number that is the same in every process.
 */
public record EventKey(long hash) {

    /** Empty if the event has no id. */
    static Optional<EventKey> of(Provenance provenance) {
        return provenance
                .eventId()
                .map(id -> new EventKey(
                        Sha256.of(provenance.source(), provenance.origin().orElse(""), id)));
    }
}
