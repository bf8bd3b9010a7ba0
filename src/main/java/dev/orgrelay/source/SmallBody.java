package dev.orgrelay.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.source.IntakeException.Malformed;
import java.util.Optional;

/** A body in which a handshake may be; what is large is no handshake, and is not read twice. */
final class SmallBody {

    static final int MAX_LENGTH = 10_000;

    private SmallBody() {}

    /** The JSON in the body of {@code delivery}, if it is small, and JSON. */
    static Optional<JsonNode> json(Delivery delivery) {
        if (delivery.body().length == 0 || delivery.body().length > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.read(delivery.body()));
        } catch (Malformed somethingElse) {
            return Optional.empty();
        }
    }
}
