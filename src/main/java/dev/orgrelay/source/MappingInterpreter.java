package dev.orgrelay.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.mapping.Envelope;
import dev.orgrelay.mapping.Input;
import dev.orgrelay.mapping.Mapped;
import dev.orgrelay.mapping.MappedFields;
import dev.orgrelay.mapping.Mapping;
import dev.orgrelay.mapping.ResultReader;
import dev.orgrelay.mapping.Routing;
import dev.orgrelay.message.Delivery;
import dev.orgrelay.message.Redaction;
import dev.orgrelay.organization.Operation;
import dev.orgrelay.organization.Original;
import dev.orgrelay.organization.RequestHead;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Messages that a mapping understands. */
final class MappingInterpreter implements MessageInterpreter {

    private final MessageReader reader;
    private final Mapping mapping;
    private final String source;
    private final Map<String, String> constants;
    private final ResultReader interpretation;
    private final KeepMessages keepMessages;
    private final Redaction redaction;
    private final Clock clock;

    /**
     * @param constants what the mapping can read about the source
     * @param redaction keeps out what proves who sent a message
     */
    MappingInterpreter(
            MessageReader reader,
            Mapping mapping,
            Routing routing,
            Map<String, String> constants,
            KeepMessages keepMessages,
            Redaction redaction,
            Clock clock) {
        this.reader = reader;
        this.mapping = mapping;
        this.source = routing.source();
        this.constants = Map.copyOf(constants);
        this.interpretation = new ResultReader(routing);
        this.keepMessages = keepMessages;
        this.redaction = redaction;
        this.clock = clock;
    }

    @Override
    public Uni<List<Mapped>> of(Delivery delivery, Optional<String> deliveryId) {
        return map(
                reader.read(delivery, deliveryId),
                body -> Input.of(delivery, body, source, constants),
                envelope -> envelope.from(() -> head(delivery)),
                delivery.deadline());
    }

    @Override
    public Uni<List<Mapped>> of(JsonNode document, Instant receivedAt, Instant deadline) {
        return map(
                reader.read(document, receivedAt),
                body -> Input.of(body, source, constants),
                UnaryOperator.identity(),
                deadline);
    }

    @Override
    public Uni<List<Mapped>> again(Original kept, Optional<String> eventId, Instant receivedAt, Instant deadline) {
        RequestHead head = kept.head().orElse(RequestHead.NONE);
        return map(
                reader.readAgain(kept, eventId, receivedAt),
                body -> Input.of(head, body, source, constants),
                envelope -> kept.head().isPresent() ? envelope.from(() -> head) : envelope,
                deadline);
    }

    /** What the mapping can look at, and may be kept. */
    private RequestHead head(Delivery delivery) {
        return new RequestHead(
                delivery.method(),
                delivery.path(),
                redaction.query(delivery.query()),
                redaction.headers(delivery.headers()));
    }

    /** @param kept what is known of each message beside its meaning */
    private Uni<List<Mapped>> map(
            List<Message> messages, Function<JsonNode, Input> input, UnaryOperator<Envelope> kept, Instant deadline) {
        if (messages.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<Input> inputs = messages.stream().map(Message::body).map(input).toList();
        return mapping.evaluate(inputs, Duration.between(clock.instant(), deadline))
                .map(results -> interpreted(messages, results, kept));
    }

    private List<Mapped> interpreted(
            List<Message> messages, List<List<MappedFields>> results, UnaryOperator<Envelope> kept) {
        List<Mapped> mapped = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            Envelope envelope = kept.apply(keepMessages.of(messages.get(i).envelope()));
            mapped.addAll(interpreted(messages.get(i), results.get(i), envelope));
        }
        return List.copyOf(mapped);
    }

    private List<Mapped> interpreted(Message message, List<MappedFields> results, Envelope envelope) {
        message.unreadable()
                .filter(reason -> results.stream().anyMatch(result -> result.operation() != Operation.IGNORE))
                .ifPresent(reason -> {
                    throw reason;
                });
        return interpretation.of(results, envelope);
    }
}
