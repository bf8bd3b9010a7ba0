package dev.orgrelay.source;

import dev.orgrelay.mapping.Mapping;
import dev.orgrelay.mapping.Routing;
import dev.orgrelay.message.EventsReader;
import dev.orgrelay.message.Redaction;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * What the messages of a source mean.
 *
 * @param mapping empty if they need none
 * @param events reads those that need none
 * @param reader reads those for a mapping
 * @param constants what a mapping can read about the source
 * @param redaction keeps out what proves who sent a message
 */
record Interpretation(
        Optional<Mapping> mapping,
        EventsReader events,
        MessageReader reader,
        Routing routing,
        Map<String, String> constants,
        KeepMessages keepMessages,
        Redaction redaction,
        Clock clock) {

    MessageInterpreter interpreter() {
        return interpreter(mapping);
    }

    /** @param another in place of its own mapping */
    MessageInterpreter interpreter(Optional<Mapping> another) {
        return another.<MessageInterpreter>map(chosen ->
                        new MappingInterpreter(reader, chosen, routing, constants, keepMessages, redaction, clock))
                .orElseGet(() -> new EventInterpreter(events, routing.source(), routing.application(), keepMessages));
    }
}
