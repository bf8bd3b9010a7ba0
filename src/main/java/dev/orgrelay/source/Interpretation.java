package dev.orgrelay.source;

import dev.orgrelay.mapping.Mapping;
import dev.orgrelay.mapping.ResultReader;
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

    Interpretation {
        constants = Map.copyOf(constants);
    }

    /** @param chosen its own mapping, or another one; empty if messages need none */
    MessageInterpreter interpreter(Optional<Mapping> chosen) {
        return chosen.<MessageInterpreter>map(
                        mapping -> new MappingInterpreter(this, mapping, new ResultReader(routing)))
                .orElseGet(() -> new EventInterpreter(events, routing, keepMessages));
    }

    String source() {
        return routing.source();
    }
}
