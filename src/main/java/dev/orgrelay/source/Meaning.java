package dev.orgrelay.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How the messages of a source are read, and what they mean. */
interface Meaning {

    /** Whether it has to be waited for. */
    boolean isBlocking();

    /**
     * What a request means that has proved where it comes from.
     *
     * @param deliveryId the sender's id of the delivery
     * @throws IntakeException if it cannot be read
     */
    Reception of(Delivery delivery, Optional<String> deliveryId);

    /**
     * What a document means that came another way.
     *
     * @throws IntakeException if it cannot be read
     */
    List<Mapped> of(JsonNode document, Instant receivedAt);
}
