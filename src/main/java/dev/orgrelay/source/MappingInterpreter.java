package dev.orgrelay.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.mapping.Input;
import dev.orgrelay.mapping.Mapped;
import dev.orgrelay.mapping.MappedFields;
import dev.orgrelay.mapping.Mapping;
import dev.orgrelay.mapping.ResultReader;
import dev.orgrelay.mapping.Routing;
import dev.orgrelay.message.Delivery;
import dev.orgrelay.organization.Operation;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Messages that a mapping understands. */
final class MappingInterpreter implements MessageInterpreter {

    private final MessageReader reader;
    private final Mapping mapping;
    private final String source;
    private final Map<String, String> constants;
    private final ResultReader interpretation;
    private final KeepMessages keepMessages;
    private final Clock clock;

    /** @param constants what the mapping can read about the source */
    MappingInterpreter(
            MessageReader reader,
            Mapping mapping,
            Routing routing,
            Map<String, String> constants,
            KeepMessages keepMessages,
            Clock clock) {
        this.reader = reader;
        this.mapping = mapping;
        this.source = routing.source();
        this.constants = Map.copyOf(constants);
        this.interpretation = new ResultReader(routing);
        this.keepMessages = keepMessages;
        this.clock = clock;
    }

    @Override
    public Uni<List<Mapped>> of(Delivery delivery, Optional<String> deliveryId) {
        List<Message> messages = reader.read(delivery, deliveryId);
        return map(messages, body -> Input.of(delivery, body, source, constants), delivery.deadline());
    }

    @Override
    public Uni<List<Mapped>> of(JsonNode document, Instant receivedAt, Instant deadline) {
        return map(reader.read(document, receivedAt), body -> Input.of(body, source, constants), deadline);
    }

    private Uni<List<Mapped>> map(List<Message> messages, Function<JsonNode, Input> input, Instant deadline) {
        if (messages.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<Input> inputs = messages.stream().map(Message::body).map(input).toList();
        return mapping.evaluate(inputs, Duration.between(clock.instant(), deadline))
                .map(results -> interpreted(messages, results));
    }

    private List<Mapped> interpreted(List<Message> messages, List<List<MappedFields>> results) {
        List<Mapped> mapped = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            mapped.addAll(interpreted(messages.get(i), results.get(i)));
        }
        return List.copyOf(mapped);
    }

    private List<Mapped> interpreted(Message message, List<MappedFields> results) {
        message.unreadable()
                .filter(reason -> results.stream().anyMatch(result -> result.operation() != Operation.IGNORE))
                .ifPresent(reason -> {
                    throw reason;
                });
        return interpretation.of(results, keepMessages.of(message.envelope()));
    }
}
