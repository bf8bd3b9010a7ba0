package dev.orgrelay.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.source.mapping.Input;
import dev.orgrelay.source.mapping.Interpretation;
import dev.orgrelay.source.mapping.MappedFields;
import dev.orgrelay.source.mapping.Mapping;
import dev.orgrelay.source.mapping.Routing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Messages that a mapping understands. */
final class MappingMeaning implements Meaning {

    private final MessageReader reader;
    private final Mapping mapping;
    private final String source;
    private final Map<String, String> constants;
    private final Interpretation interpretation;
    private final Retention retention;

    /** @param constants what the mapping can read about the source */
    MappingMeaning(
            MessageReader reader,
            Mapping mapping,
            Routing routing,
            Map<String, String> constants,
            Retention retention) {
        this.reader = reader;
        this.mapping = mapping;
        this.source = routing.source();
        this.constants = Map.copyOf(constants);
        this.interpretation = new Interpretation(routing);
        this.retention = retention;
    }

    @Override
    public boolean isBlocking() {
        return true;
    }

    @Override
    public Reception of(Delivery delivery, Optional<String> deliveryId) {
        List<Message> messages = reader.read(delivery, deliveryId);
        return new Reception.Messages(map(messages, body -> Input.of(delivery, body, source, constants)));
    }

    @Override
    public List<Mapped> of(JsonNode document, Instant receivedAt) {
        return map(reader.read(document, receivedAt), body -> Input.of(body, source, constants));
    }

    private List<Mapped> map(List<Message> messages, Function<JsonNode, Input> input) {
        if (messages.isEmpty()) {
            return List.of();
        }
        List<List<MappedFields>> results =
                mapping.evaluate(messages.stream().map(Message::body).map(input).toList());
        List<Mapped> mapped = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            mapped.addAll(interpretation.of(
                    results.get(i), retention.of(messages.get(i).envelope())));
        }
        return List.copyOf(mapped);
    }
}
