package dev.orgrelay.message;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.organization.Original;
import java.time.Instant;
import java.util.Optional;

/**
 * One event, taken out of its envelope, whichever envelope that was.
 *
 * @param id unique within {@code origin}; both together make it the same event when it is delivered again
 * @param origin who it happened at: the CloudEvents {@code source} or the Event Grid {@code topic}, empty if there is no topic
 * @param type what happened
 * @param subject what it happened to, if the envelope says so
 * @param time when it happened, if the envelope says so
 * @param data its content; a missing node if there is none
 * @param envelope the whole event as JSON: for CloudEvents as in structured mode
 */
public record Event(
        String id,
        String origin,
        String type,
        Optional<String> subject,
        Optional<Instant> time,
        JsonNode data,
        JsonNode envelope) {

    /** The whole event as text. */
    public Original original() {
        return new Original(envelope::toString);
    }
}
