package dev.orgrelay.relay;

import dev.orgrelay.organization.Provenance;
import java.util.Optional;

/** What makes two events the same one: source, origin and id (CloudEvents 1.0, 3.1.1 {@code id}). */
record EventKey(String source, String origin, String id) {

    /** Empty if the event has no id. */
    static Optional<EventKey> of(Provenance provenance) {
        return provenance
                .eventId()
                .map(id -> new EventKey(provenance.source(), provenance.origin().orElse(""), id));
    }
}
