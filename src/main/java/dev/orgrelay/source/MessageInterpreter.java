package dev.orgrelay.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.mapping.Mapped;
import dev.orgrelay.message.Delivery;
import dev.orgrelay.message.IntakeException;
import dev.orgrelay.organization.Original;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How the messages of a source are read, and what they mean. */
interface MessageInterpreter {

    /**
     * What a request means that has proved where it comes from.
     *
     * @param deliveryId the sender's id of the delivery
     * @return fails with an {@link IntakeException} if it cannot be read
     */
    Uni<List<Mapped>> of(Delivery delivery, Optional<String> deliveryId);

    /**
     * What a document means that came another way.
     *
     * @param deadline when somebody has to be told what became of it
     * @return fails with an {@link IntakeException} if it cannot be read
     */
    Uni<List<Mapped>> of(JsonNode document, Instant receivedAt, Instant deadline);

    /**
     * What a message means today that was kept.
     *
     * @param eventId what it was known by
     * @param deadline when somebody has to be told what became of it
     * @return fails with an {@link IntakeException} if it cannot be read
     */
    Uni<List<Mapped>> again(Original kept, Optional<String> eventId, Instant receivedAt, Instant deadline);
}
