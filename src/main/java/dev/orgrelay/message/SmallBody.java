package dev.orgrelay.message;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.message.IntakeException.Malformed;
import java.util.Optional;

/** A body in which a handshake may be; what is large is no handshake, and is not read twice. */
public final class SmallBody {

    public static final int MAX_LENGTH = 10_000;

    private SmallBody() {}

    /** The JSON in the body of {@code delivery}, if it is small, and JSON. */
    public static Optional<JsonNode> json(Delivery delivery) {
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
