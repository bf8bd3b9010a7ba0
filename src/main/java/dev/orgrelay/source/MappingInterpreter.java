package dev.orgrelay.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.mapping.Envelope;
import dev.orgrelay.mapping.Input;
import dev.orgrelay.mapping.Mapped;
import dev.orgrelay.mapping.MappedFields;
import dev.orgrelay.mapping.Mapping;
import dev.orgrelay.mapping.ResultReader;
import dev.orgrelay.message.Delivery;
import dev.orgrelay.organization.Operation;
import dev.orgrelay.organization.Original;
import dev.orgrelay.organization.RequestHead;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Messages that a mapping understands.
 *
 * @param settings of the source
 * @param mapping its own, or one that is tried in its place
 */
record MappingInterpreter(Interpretation settings, Mapping mapping, ResultReader meaning)
        implements MessageInterpreter {

    @Override
    public Uni<List<Mapped>> of(Delivery delivery, Optional<String> deliveryId) {
        return map(
                settings.reader().read(delivery, deliveryId),
                body -> Input.of(delivery, body, settings.source(), settings.constants()),
                envelope -> envelope.from(() -> head(delivery)),
                delivery.deadline());
    }

    @Override
    public Uni<List<Mapped>> of(JsonNode document, Instant receivedAt, Instant deadline) {
        return map(
                settings.reader().read(document, receivedAt),
                body -> Input.of(body, settings.source(), settings.constants()),
                UnaryOperator.identity(),
                deadline);
    }

    @Override
    public Uni<List<Mapped>> again(Original kept, Optional<String> eventId, Instant receivedAt, Instant deadline) {
        RequestHead head = kept.head().orElse(RequestHead.NONE);
        return map(
                settings.reader().readAgain(kept, eventId, receivedAt),
                body -> Input.of(head, body, settings.source(), settings.constants()),
                envelope -> kept.head().isPresent() ? envelope.from(() -> head) : envelope,
                deadline);
    }

    /** What the mapping can look at, and may be kept. */
    private RequestHead head(Delivery delivery) {
        return new RequestHead(
                delivery.method(),
                delivery.path(),
                settings.redaction().query(delivery.query()),
                settings.redaction().headers(delivery.headers()));
    }

    /** @param kept what is known of each message beside its meaning */
    private Uni<List<Mapped>> map(
            List<Message> messages, Function<JsonNode, Input> input, UnaryOperator<Envelope> kept, Instant deadline) {
        if (messages.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<Input> inputs = messages.stream().map(Message::body).map(input).toList();
        return mapping.evaluate(inputs, Duration.between(settings.clock().instant(), deadline))
                .map(results -> interpreted(messages, results, kept));
    }

    private List<Mapped> interpreted(
            List<Message> messages, List<List<MappedFields>> results, UnaryOperator<Envelope> kept) {
        List<Mapped> mapped = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            Envelope envelope =
                    kept.apply(settings.keepMessages().of(messages.get(i).envelope()));
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
        return meaning.of(results, envelope);
    }
}
