package dev.orgrelay.source;

import dev.orgrelay.mapping.Envelope;
import dev.orgrelay.message.Event;
import dev.orgrelay.organization.Original;
import java.util.Optional;

/** Whether the messages of a source may be kept, beside what they mean, in case that comes to nothing. */
enum KeepMessages {
    KEPT,
    FORGOTTEN;

    Optional<Original> originalOf(Event event) {
        return this == KEPT ? Optional.of(event.original()) : Optional.empty();
    }

    Envelope of(Envelope envelope) {
        return this == KEPT ? envelope : envelope.withoutOriginal();
    }
}
