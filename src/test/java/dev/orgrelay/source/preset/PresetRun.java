package dev.orgrelay.source.preset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.orgrelay.mapping.Envelope;
import dev.orgrelay.mapping.FormBody;
import dev.orgrelay.mapping.Input;
import dev.orgrelay.mapping.Mapped;
import dev.orgrelay.mapping.MappedFields;
import dev.orgrelay.mapping.Mapping;
import dev.orgrelay.mapping.OrganizationEvents;
import dev.orgrelay.mapping.ResultReader;
import dev.orgrelay.mapping.Routing;
import dev.orgrelay.mapping.Unwrapping;
import dev.orgrelay.message.Delivery;
import dev.orgrelay.message.Event;
import dev.orgrelay.message.EventsReader;
import dev.orgrelay.message.Json;
import dev.orgrelay.organization.SourceIds;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a preset makes of requests, from the raw bytes on; authentication and handshakes come before it. */
final class PresetRun {

    private static final Instant NOW = Instant.parse("2026-11-23T10:15:30Z");
    private static final String APPLICATION = "default";

    private final PresetFolder preset;
    private final Map<String, String> constants;

    private PresetRun(PresetFolder preset, Map<String, String> constants) {
        this.preset = preset;
        this.constants = constants;
    }

    PresetRun(PresetFolder preset) {
        this(preset, preset.constants());
    }

    /** The same with constants of a user, which come before those of the preset. */
    PresetRun with(JsonNode others) {
        Map<String, String> all = new TreeMap<>(constants);
        all.putAll(texts(others));
        return new PresetRun(preset, all);
    }

    List<Mapped> receive(JsonNode request) {
        return receive(delivery(request));
    }

    private List<Mapped> receive(Delivery delivery) {
        return switch (preset.setting("format").orElse("")) {
            case "json" -> map(delivery, messages(delivery));
            case "text" -> map(delivery, texts(delivery));
            case "form" -> map(delivery, unwrapping().messages(FormBody.read(delivery)));
            case "cloudevents" -> mapEvents(delivery, EventsReader.cloudEvents());
            case "event-grid" -> mapEvents(delivery, EventsReader.eventGrid());
            default -> throw new AssertionError(preset + " has no format");
        };
    }

    /** A request without body, such as a DELETE, is one message. */
    private List<JsonNode> messages(Delivery delivery) {
        return delivery.body().length == 0
                ? List.of(MissingNode.getInstance())
                : unwrapping().messages(Json.read(delivery));
    }

    private List<JsonNode> texts(Delivery delivery) {
        return delivery.header("content-type")
                        .filter(type -> !type.contains("json"))
                        .isPresent()
                ? List.of(TextNode.valueOf(new String(delivery.body(), StandardCharsets.UTF_8)))
                : messages(delivery);
    }

    private Unwrapping unwrapping() {
        return preset.setting("messages").map(Unwrapping::at).orElseGet(Unwrapping::none);
    }

    private List<Mapped> map(Delivery delivery, List<JsonNode> messages) {
        return interpret(
                evaluate(delivery, messages),
                messages.stream().map(message -> Envelope.receivedAt(NOW)).toList());
    }

    private List<Mapped> mapEvents(Delivery delivery, EventsReader reader) {
        List<Event> events = reader.read(delivery);
        if (preset.mapping().isEmpty()) {
            OrganizationEvents vocabulary = new OrganizationEvents();
            return events.stream()
                    .map(event -> vocabulary.map(event, preset.name(), APPLICATION, NOW))
                    .toList();
        }
        return interpret(
                evaluate(delivery, events.stream().map(Event::envelope).toList()),
                events.stream().map(event -> Envelope.of(event, NOW)).toList());
    }

    private List<List<MappedFields>> evaluate(Delivery delivery, List<JsonNode> messages) {
        Mapping mapping =
                Mapping.compile(preset.mapping().orElseThrow(), preset.name(), SourceIds.SECOND, ZoneOffset.UTC);
        return mapping.evaluate(messages.stream()
                .map(message -> Input.of(delivery, message, preset.name(), constants))
                .toList());
    }

    private List<Mapped> interpret(List<List<MappedFields>> results, List<Envelope> envelopes) {
        ResultReader interpretation = new ResultReader(new Routing(preset.name(), APPLICATION, Map.of()));
        List<Mapped> mapped = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            mapped.addAll(interpretation.of(results.get(i), envelopes.get(i)));
        }
        return mapped;
    }

    static Delivery delivery(JsonNode request) {
        String path = request.path("path").asText();
        return new Delivery(
                request.path("method").asText("POST"),
                "https://relay.example/api/events/" + path,
                path.replaceFirst("^/", ""),
                texts(request.path("query")),
                texts(request.path("headers")),
                body(request).getBytes(StandardCharsets.UTF_8),
                Instant.now());
    }

    private static String body(JsonNode request) {
        return request.has("rawBody")
                ? request.path("rawBody").textValue()
                : request.has("body") ? request.path("body").toString() : "";
    }

    private static Map<String, String> texts(JsonNode members) {
        Map<String, String> texts = new TreeMap<>();
        members.properties()
                .forEach(member -> texts.put(
                        member.getKey().toLowerCase(Locale.ROOT),
                        member.getValue().textValue()));
        return texts;
    }
}
