package dev.orgrelay.journal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.central.CentralCall;
import dev.orgrelay.configuration.Words;
import dev.orgrelay.journal.ReceivedRequest.Visible;
import dev.orgrelay.organization.Operation;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Provenance;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** A record as it is written into a table, and as operators read it: the head, which lists are made of, and all of it. */
public final class DeliveryJson {

    static final String TURNED_AWAY = "turned-away";

    /** Of a call, in characters. */
    private static final int LONGEST_BODY = 2_000;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private DeliveryJson() {}

    /** What lists show. */
    public static ObjectNode head(DeliveryRecord delivery) {
        ObjectNode json = JSON.objectNode()
                .put("id", delivery.id().toString())
                .put("receivedAt", delivery.receivedAt().toString())
                .put("source", delivery.source())
                .put("kind", Words.written(delivery.kind()));
        if (!delivery.path().isEmpty()) {
            json.put("method", delivery.method()).put("path", delivery.path());
        }
        json.put("status", delivery.status())
                .put("milliseconds", delivery.took().toMillis());
        OutcomeJson.put(json, "detail", delivery.detail());
        OutcomeJson.put(json, "by", delivery.by());
        if (delivery.count() > 1) {
            json.put("count", delivery.count());
        }
        ArrayNode outcomes = json.putArray("outcomes");
        if (delivery.isTurnedAway()) {
            outcomes.addObject().put("outcome", TURNED_AWAY);
        }
        delivery.messages().forEach(message -> outcomes.add(outcome(message)));
        return json;
    }

    /** All of it. */
    public static ObjectNode whole(ObjectNode head, ObjectNode rest) {
        ObjectNode json = head.setAll(rest);
        for (int i = 0; i < json.path("messages").size(); i++) {
            ((ObjectNode) json.path("messages").path(i))
                    .set("outcome", json.path("outcomes").path(i));
        }
        return json;
    }

    /** What is there beside the head, and beside what is the same there. */
    public static ObjectNode rest(DeliveryRecord delivery) {
        ObjectNode json = JSON.objectNode();
        json.set("request", request(delivery));
        json.set("proof", proof(delivery.proof()));
        ArrayNode messages = json.putArray("messages");
        delivery.messages().forEach(message -> messages.add(message(message)));
        ObjectNode answer = json.putObject("answer").put("status", delivery.status());
        OutcomeJson.put(answer, "body", delivery.answer());
        return json;
    }

    private static ObjectNode outcome(RecordedMessage message) {
        return OutcomeJson.of(message.provenance(), message.intended(), message.outcome());
    }

    private static ObjectNode request(DeliveryRecord delivery) {
        ObjectNode json = JSON.objectNode();
        ObjectNode headers = json.putObject("headers");
        ObjectNode query = json.putObject("query");
        json.put("size", delivery.size());
        Optional<Visible> visible =
                delivery.request().map(request -> request.visible().get());
        visible.ifPresent(request -> {
            request.headers().forEach(headers::put);
            request.query().forEach(query::put);
            request.body().ifPresent(body -> putBody(json, body));
        });
        return json.put("bodyKept", visible.filter(Visible::isWhole).isPresent());
    }

    /** What is no UTF-8 is there twice: for people, and as it came. */
    private static void putBody(ObjectNode json, byte[] body) {
        json.put("body", new String(body, StandardCharsets.UTF_8));
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
        } catch (CharacterCodingException e) {
            json.put("bodyBase64", Base64.getEncoder().encodeToString(body));
        }
    }

    public static ObjectNode proof(ProofVerdict proof) {
        ObjectNode json = JSON.objectNode();
        OutcomeJson.put(json, "scheme", proof.scheme());
        json.put("verdict", Words.written(proof.verdict()));
        OutcomeJson.put(json, "detail", proof.detail());
        return json;
    }

    private static ObjectNode message(RecordedMessage message) {
        ObjectNode json = JSON.objectNode();
        json.set("mapped", mapped(message.provenance(), message.intended()));
        json.set("change", message.intended().isChange() ? change(message) : JSON.nullNode());
        message.ledger()
                .ifPresentOrElse(
                        ledger -> OutcomeJson.put(
                                json.putObject("ledger").put("decision", Words.written(ledger.word())),
                                "reason",
                                ledger.reason()),
                        () -> json.putNull("ledger"));
        ArrayNode calls = json.putArray("calls");
        message.calls().forEach(call -> calls.add(call(call)));
        return json;
    }

    /** In the words of a mapping's result, with the ids of the sender. */
    public static ObjectNode mapped(Provenance provenance, Intended intended) {
        Operation operation = provenance.operation();
        ObjectNode json = JSON.objectNode().put("operation", operation.word());
        OutcomeJson.put(json, "id", provenance.sourceId().or(intended::organization));
        OutcomeJson.put(json, "displayName", intended.displayName());
        if (intended.placement().isChange()) {
            Optional<String> parent = provenance
                    .parentSourceId()
                    .or(() -> intended.placement().parent().map(OrganizationId::value));
            json.put("parent", parent.orElse(null));
        }
        OutcomeJson.put(json, "tenant", provenance.tenant());
        OutcomeJson.put(json, "eventId", provenance.eventId());
        OutcomeJson.put(json, "occurredAt", provenance.occurredAt().map(Object::toString));
        return json;
    }

    private static ObjectNode change(RecordedMessage message) {
        ObjectNode json = JSON.objectNode()
                .put("operation", message.provenance().operation().word());
        OutcomeJson.addIntended(json, message.intended());
        return json;
    }

    private static ObjectNode call(RecordedCall recorded) {
        CentralCall call = recorded.call();
        ObjectNode json = JSON.objectNode().put("method", call.method()).put("path", call.path());
        OutcomeJson.put(json, "body", call.body().map(DeliveryJson::text));
        return json.put("status", recorded.status())
                .put("milliseconds", recorded.took().toMillis())
                .put("waited", call.waited().toMillis());
    }

    private static String text(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        return text.length() <= LONGEST_BODY ? text : text.substring(0, LONGEST_BODY) + "…";
    }
}
