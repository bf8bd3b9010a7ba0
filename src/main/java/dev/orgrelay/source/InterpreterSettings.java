package dev.orgrelay.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.mapping.FormBody;
import dev.orgrelay.mapping.Mapping;
import dev.orgrelay.mapping.Routing;
import dev.orgrelay.mapping.Unwrapping;
import dev.orgrelay.message.Delivery;
import dev.orgrelay.message.EventsReader;
import dev.orgrelay.message.Json;
import dev.orgrelay.message.TextBody;
import dev.orgrelay.source.SourcesConfig.SourceConfig;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The settings that say how a source's messages are read and what they mean. */
final class InterpreterSettings {

    private static final String EITHER = "";
    private static final Map<String, EventsReader> EVENTS = Map.of(
            EITHER,
            EventsReader.either(),
            "cloudevents",
            EventsReader.cloudEvents(),
            "event-grid",
            EventsReader.eventGrid());
    private static final Map<String, Function<Delivery, JsonNode>> DOCUMENTS =
            Map.of("json", Json::read, "text", TextBody::read, "form", FormBody::read);

    /** Stands for the body itself, because a setting cannot be empty. */
    private static final String BODY = ".";

    private final SourceSettings settings;
    private final String name;
    private final SourceConfig config;
    private final String format;
    private final MappingSettings mapping;

    InterpreterSettings(SourceSettings settings, String name, SourceConfig config) {
        this.settings = settings;
        this.name = name;
        this.config = config;
        this.format = format();
        this.mapping = MappingSettings.ofMessages(settings, config);
    }

    /** Whether its messages are CloudEvents or Event Grid events. */
    boolean isOfEvents() {
        return EVENTS.containsKey(format);
    }

    boolean isMapped() {
        return mapping.isSet();
    }

    MessageInterpreter meaning(Clock clock) {
        checkCombination();
        Unwrapping unwrapping = unwrapping();
        Optional<Mapping> compiled = mapping.compile();
        if (compiled.isEmpty()) {
            return new EventInterpreter(
                    EVENTS.getOrDefault(format, EVENTS.get(EITHER)), name, config.application(), retention());
        }
        Routing routing = new Routing(name, config.application(), Map.copyOf(config.tenants()));
        return new MappingInterpreter(
                reader(unwrapping), compiled.get(), routing, config.constants(), retention(), clock);
    }

    private KeepMessages retention() {
        return config.keepMessages() ? KeepMessages.KEPT : KeepMessages.FORGOTTEN;
    }

    private MessageReader reader(Unwrapping unwrapping) {
        return isOfEvents()
                ? new EventMessages(EVENTS.get(format))
                : new DocumentMessages(DOCUMENTS.get(format), unwrapping);
    }

    private String format() {
        String written = config.format().orElse(EITHER);
        String known = written.strip().toLowerCase(Locale.ROOT);
        if (EVENTS.containsKey(known) || DOCUMENTS.containsKey(known)) {
            return known;
        }
        settings.mistake("format", written, "allowed are json, text, form, cloudevents, event-grid");
        return EITHER;
    }

    private void checkCombination() {
        if (!isMapped() && !isOfEvents()) {
            settings.mistake("format", format, "it needs a mapping, set " + settings.key("mapping-file"));
        }
        if (!isMapped() && !config.tenants().isEmpty()) {
            settings.mistake(settings.key("tenants") + " is set: only a mapping can name a tenant, set "
                    + settings.key("mapping-file"));
        }
        if (isOfEvents() && config.messages().isPresent()) {
            settings.mistake(
                    "messages", config.messages().get(), "only format json, text or form has messages inside the body");
        }
    }

    private Unwrapping unwrapping() {
        Optional<String> path = config.messages().map(String::strip);
        try {
            return path.map(text -> Unwrapping.at(text.equals(BODY) ? "" : text))
                    .orElseGet(Unwrapping::none);
        } catch (IllegalArgumentException e) {
            settings.mistake("messages", path.orElse(""), "allowed are names separated by dots, or . for the body");
            return Unwrapping.none();
        }
    }
}
