package dev.orgrelay.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.orgrelay.configuration.Mistakes;
import dev.orgrelay.configuration.Words;
import dev.orgrelay.mapping.FormBody;
import dev.orgrelay.mapping.Routing;
import dev.orgrelay.mapping.Unwrapping;
import dev.orgrelay.message.Characters;
import dev.orgrelay.message.Delivery;
import dev.orgrelay.message.EventsReader;
import dev.orgrelay.message.Json;
import dev.orgrelay.message.MediaType;
import dev.orgrelay.message.Redaction;
import dev.orgrelay.source.SourcesConfig.SourceConfig;
import java.nio.charset.Charset;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The settings that say how a source's messages are read and what they mean.
 *
 * @param mistakes those with the settings of the source
 */
record InterpreterSettings(String name, SourceConfig config, MappingSettings mapping, Mistakes mistakes) {

    private static final Map<Format, EventsReader> EVENTS =
            Map.of(Format.CLOUDEVENTS, EventsReader.cloudEvents(), Format.EVENT_GRID, EventsReader.eventGrid());
    private static final Map<Format, Function<Delivery, JsonNode>> DOCUMENTS =
            Map.of(Format.JSON, Json::read, Format.TEXT, InterpreterSettings::text, Format.FORM, FormBody::read);

    /** Stands for the body itself, because a setting cannot be empty. */
    private static final String BODY = ".";

    /** Whether its messages are CloudEvents or Event Grid events. */
    boolean isOfEvents() {
        return document().isEmpty();
    }

    /** @param redaction keeps out what proves who sent a message */
    Interpretation interpretation(Redaction redaction, Clock clock) {
        checkCombination();
        Unwrapping unwrapping = unwrapping();
        EventsReader events = config.format().map(EVENTS::get).orElseGet(EventsReader::either);
        KeepMessages keepMessages = config.keepMessages() ? KeepMessages.KEPT : KeepMessages.FORGOTTEN;
        MessageReader reader = document()
                .<MessageReader>map(body -> new DocumentMessages(body, unwrapping))
                .orElseGet(() -> new EventMessages(events));
        Routing routing = new Routing(name, config.application(), Map.copyOf(config.tenants()));
        return new Interpretation(
                mapping.mapping(), events, reader, routing, config.constants(), keepMessages, redaction, clock);
    }

    private Optional<Function<Delivery, JsonNode>> document() {
        return config.format().map(DOCUMENTS::get);
    }

    /** A body in whatever a sender writes, such as XML, as one text that a mapping finds its way in; what is declared to be JSON is read as that. */
    private static JsonNode text(Delivery delivery) {
        MediaType mediaType = MediaType.of(delivery).orElse(MediaType.JSON);
        if (mediaType.isJson()) {
            return Json.read(delivery);
        }
        Charset charset = Characters.marked(delivery.body(), mediaType.charset());
        return TextNode.valueOf(Characters.decode(delivery.body(), charset, "text"));
    }

    private void checkCombination() {
        String needed = mistakes.key("mapping-file");
        if (!mapping.isSet() && !isOfEvents()) {
            mistakes.add("format", Words.written(config.format().orElseThrow()), "it needs a mapping, set " + needed);
        }
        if (!mapping.isSet() && !config.tenants().isEmpty()) {
            mistakes.addUnused("tenants", "only a mapping can name a tenant, set " + needed);
        }
        if (isOfEvents() && config.messages().isPresent()) {
            mistakes.add(
                    "messages", config.messages().get(), "only format json, text or form has messages inside the body");
        }
    }

    private Unwrapping unwrapping() {
        Optional<String> path = config.messages().map(String::strip);
        try {
            return path.map(text -> Unwrapping.at(text.equals(BODY) ? "" : text))
                    .orElseGet(Unwrapping::none);
        } catch (IllegalArgumentException e) {
            mistakes.add("messages", path.orElse(""), "allowed are names separated by dots, or . for the body");
            return Unwrapping.none();
        }
    }
}
