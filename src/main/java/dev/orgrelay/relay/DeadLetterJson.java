package dev.orgrelay.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.InvalidContentException;
import java.util.Optional;

/** A dead letter as JSON that holds everything, so that it can be kept and read again. */
public final class DeadLetterJson {

    private DeadLetterJson() {}

    public static ObjectNode write(DeadLetter letter) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", letter.id())
                .put("keptAt", letter.keptAt().toString())
                .put("outcome", letter.outcome())
                .put("reason", letter.reason())
                .put("attempts", letter.attempts())
                .put("application", letter.application());
        letter.organization().ifPresent(organization -> json.put("organization", organization));
        json.set("provenance", ChangeMessage.write(letter.provenance()));
        letter.change().ifPresent(change -> json.set("change", ChangeMessage.write(change)));
        letter.message().ifPresent(message -> json.put("message", message));
        return json;
    }

    /** @throws InvalidContentException if {@code json} is not a whole dead letter */
    public static DeadLetter read(JsonNode json) {
        return new DeadLetter(
                ChangeMessage.required(json, "id"),
                ChangeMessage.instant(ChangeMessage.required(json, "keptAt")),
                ChangeMessage.required(json, "outcome"),
                ChangeMessage.required(json, "reason"),
                json.path("attempts").asInt(1),
                ChangeMessage.provenance(json.path("provenance")),
                ChangeMessage.required(json, "application"),
                ChangeMessage.optional(json, "organization"),
                Optional.of(json.path("change")).filter(JsonNode::isObject).map(ChangeMessage::read),
                ChangeMessage.optional(json, "message"));
    }
}
