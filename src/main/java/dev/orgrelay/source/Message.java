package dev.orgrelay.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.mapping.Envelope;

/**
 * One message of a delivery, for a mapping to read.
 *
 * @param body the message; a missing node if the delivery has no body
 * @param envelope what is known about it without the mapping
 */
record Message(JsonNode body, Envelope envelope) {}
