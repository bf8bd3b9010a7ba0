package dev.orgrelay.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Placement;
import dev.orgrelay.relay.EventKey;
import dev.orgrelay.relay.Field;
import dev.orgrelay.relay.Intention;
import dev.orgrelay.relay.Lease;
import dev.orgrelay.relay.Mark;
import dev.orgrelay.relay.Silence;
import dev.orgrelay.relay.Waiting;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parts of an entry of the ledger as JSON texts: a property of an entity holds one. What is not there is an empty text. */
final class LedgerJson {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int HEXADECIMAL = 16;
    private static final String VALUE = "value";

    private LedgerJson() {}

    static String write(Mark mark) {
        return mark.equals(Mark.NONE) ? "" : add(NODES.objectNode(), mark).toString();
    }

    static String write(Lease lease) {
        ObjectNode json = NODES.objectNode()
                .put("id", lease.id())
                .put("until", lease.until().toString());
        lease.intention().ifPresent(intention -> json.set("intention", json(intention)));
        return json.toString();
    }

    static String write(Waiting move) {
        ObjectNode json = add(NODES.objectNode(), move.mark());
        json.put("parent", move.placement().parent().map(OrganizationId::value).orElse(null));
        return keys(json, move.event(), move.earlier()).toString();
    }

    static String write(List<Intention> open) {
        if (open.isEmpty()) {
            return "";
        }
        ArrayNode json = NODES.arrayNode();
        open.forEach(intention -> json.add(json(intention)));
        return json.toString();
    }

    static String write(Silence silence) {
        if (silence.equals(Silence.NONE)) {
            return "";
        }
        ObjectNode json = add(NODES.objectNode(), silence.mark())
                .put("until", silence.until().toString());
        return keys(json, silence.event(), List.of()).toString();
    }

    static Mark readMark(String text) {
        return text.isEmpty() ? Mark.NONE : mark(parse(text));
    }

    static Lease readLease(String text) {
        JsonNode json = parse(text);
        return new Lease(
                required(json, "id"),
                Instant.parse(required(json, "until")),
                Optional.of(json.path("intention")).filter(JsonNode::isObject).map(LedgerJson::intention));
    }

    static Waiting readWaiting(String text) {
        JsonNode json = parse(text);
        Optional<String> parent = Optional.ofNullable(json.path("parent").textValue());
        return new Waiting(Placement.of(parent.map(OrganizationId::new)), mark(json), event(json), earlier(json));
    }

    static Silence readSilence(String text) {
        JsonNode json = parse(text);
        return new Silence(Instant.parse(required(json, "until")), mark(json), event(json));
    }

    static List<Intention> readOpen(String text) {
        return text.isEmpty()
                ? List.of()
                : parse(text).valueStream().map(LedgerJson::intention).toList();
    }

    private static ObjectNode json(Intention intention) {
        ObjectNode json = keys(add(NODES.objectNode(), intention.mark()), intention.event(), intention.earlier());
        ObjectNode values = json.putObject("values");
        intention.values().forEach((field, value) -> values.put(field.name(), Long.toHexString(value)));
        return json;
    }

    private static Intention intention(JsonNode json) {
        Map<Field, Long> values = new EnumMap<>(Field.class);
        json.path("values")
                .properties()
                .forEach(value -> values.put(Field.valueOf(value.getKey()), number(value.getValue())));
        return new Intention(mark(json), event(json), earlier(json), values);
    }

    private static ObjectNode add(ObjectNode json, Mark mark) {
        json.put("at", mark.at().toString()).put("source", mark.source());
        mark.event().ifPresent(event -> json.put("event", event));
        return mark.value() == 0 ? json : json.put(VALUE, Long.toHexString(mark.value()));
    }

    private static Mark mark(JsonNode json) {
        return new Mark(
                Instant.parse(required(json, "at")),
                json.path("source").asText(),
                Optional.ofNullable(json.path("event").textValue()),
                json.has(VALUE) ? number(json.path(VALUE)) : 0);
    }

    private static ObjectNode keys(ObjectNode json, Optional<EventKey> event, List<EventKey> earlier) {
        event.ifPresent(key -> json.put("key", Long.toHexString(key.hash())));
        if (!earlier.isEmpty()) {
            ArrayNode keys = json.putArray("earlier");
            earlier.forEach(key -> keys.add(Long.toHexString(key.hash())));
        }
        return json;
    }

    private static Optional<EventKey> event(JsonNode json) {
        return Optional.of(json.path("key")).filter(JsonNode::isTextual).map(LedgerJson::key);
    }

    private static EventKey key(JsonNode json) {
        return new EventKey(number(json));
    }

    private static List<EventKey> earlier(JsonNode json) {
        return json.path("earlier").valueStream().map(LedgerJson::key).toList();
    }

    private static long number(JsonNode json) {
        return Long.parseUnsignedLong(json.asText(), HEXADECIMAL);
    }

    private static String required(JsonNode json, String member) {
        return Optional.ofNullable(json.path(member).textValue())
                .orElseThrow(() -> new IllegalArgumentException("no text '" + member + "'"));
    }

    /** @throws IllegalArgumentException if {@code text} is no JSON */
    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON", e);
        }
    }
}
