package dev.orgrelay.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.InvalidContentException;
import dev.orgrelay.organization.Original;
import dev.orgrelay.organization.RequestHead;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A dead letter as JSON that holds everything, so that it can be kept and read again. */
public final class DeadLetterJson {

    private static final String WHOLE = "wholeBody";

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
        letter.support().ifPresent(support -> json.put("support", support));
        json.set("provenance", ChangeMessage.write(letter.provenance()));
        letter.change().ifPresent(change -> json.set("change", ChangeMessage.write(change)));
        letter.message().ifPresent(message -> json.put("message", message.text()));
        letter.message()
                .flatMap(message -> message.head().map(head -> request(head, message.isWhole())))
                .ifPresent(request -> json.set("request", request));
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
                ChangeMessage.optional(json, "message").map(text -> message(text, json.path("request"))),
                ChangeMessage.optional(json, "support"));
    }

    private static Original message(String text, JsonNode request) {
        Optional<RequestHead> head =
                Optional.of(request).filter(JsonNode::isObject).map(DeadLetterJson::head);
        Original message = new Original(() -> text, head);
        return request.path(WHOLE).asBoolean() ? message.whole() : message;
    }

    private static ObjectNode request(RequestHead head, boolean isWhole) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("method", head.method())
                .put("path", head.path())
                .put(WHOLE, isWhole);
        head.query().forEach(json.putObject("query")::put);
        head.headers().forEach(json.putObject("headers")::put);
        return json;
    }

    private static RequestHead head(JsonNode json) {
        return new RequestHead(
                json.path("method").asText(),
                json.path("path").asText(),
                texts(json.path("query")),
                texts(json.path("headers")));
    }

    private static Map<String, String> texts(JsonNode json) {
        Map<String, String> texts = new HashMap<>();
        json.properties()
                .forEach(text -> texts.put(text.getKey(), text.getValue().asText()));
        return texts;
    }
}
