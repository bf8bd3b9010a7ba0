package dev.orgrelay.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.mapping.Envelope;
import dev.orgrelay.message.IntakeException;
import java.util.Optional;

/**
 * One message of a delivery, for a mapping to read.
 *
 * @param body the message; a missing node if the delivery has no body
 * @param envelope what is known about it without the mapping
 * @param unreadable why a part of it is not in the body, which matters if the message concerns anybody
 */
record Message(JsonNode body, Envelope envelope, Optional<IntakeException> unreadable) {

    Message(JsonNode body, Envelope envelope) {
        this(body, envelope, Optional.empty());
    }
}
