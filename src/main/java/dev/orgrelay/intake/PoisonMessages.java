package dev.orgrelay.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.mapping.Mapped;
import dev.orgrelay.message.IntakeException;
import dev.orgrelay.message.Json;
import dev.orgrelay.organization.FailureText;
import dev.orgrelay.organization.Operation;
import dev.orgrelay.organization.Original;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Provenance;
import dev.orgrelay.relay.ChangeMessage;
import dev.orgrelay.relay.DeadLetter;
import dev.orgrelay.relay.DeadLetters;
import dev.orgrelay.relay.QueuedChanges;
import dev.orgrelay.source.Source;
import dev.orgrelay.source.Sources;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Makes dead letters of messages that failed too often: of what can be read of them, or of their text. */
@ApplicationScoped
public class PoisonMessages {

    private static final Logger LOG = Logger.getLogger(PoisonMessages.class);
    static final String QUEUE = "queue";
    private static final String TOO_OFTEN = "the change queue gave it up after too many failures; the log says which";

    private final Sources sources;
    private final DeadLetters deadLetters;
    private final Clock clock;

    PoisonMessages(Sources sources, DeadLetters deadLetters, Clock clock) {
        this.sources = sources;
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    /**
     * Keeps a message. Fails if the dead letters cannot be reached or there is no capacity, but never because of the message.
     *
     * @param text the message as it came
     * @param read reads it as JSON
     */
    public Uni<List<DeadLetter>> keep(String text, Supplier<JsonNode> read) {
        Instant now = clock.instant();
        return Uni.createFrom()
                .deferred(() -> letters(read.get(), now))
                .onFailure(failure -> !(failure instanceof IntakeException.Busy))
                .recoverWithItem(failure -> List.of(unreadable(text, read, FailureText.of(failure), now)))
                .map(letters ->
                        letters.isEmpty() ? List.of(unreadable(text, read, "there is nothing in it", now)) : letters)
                .call(this::keep);
    }

    private Uni<Void> keep(List<DeadLetter> letters) {
        letters.forEach(letter ->
                LOG.warnf("gave up a message from %s: %s", letter.provenance().source(), letter.reason()));
        return Uni.join()
                .all(letters.stream().map(deadLetters::keep).toList())
                .andFailFast()
                .replaceWithVoid();
    }

    private Uni<List<DeadLetter>> letters(JsonNode message, Instant now) {
        if (ChangeMessage.isOne(message)) {
            QueuedChanges queued = ChangeMessage.readQueued(message);
            return Uni.createFrom()
                    .item(queued.changes().stream()
                            .map(change -> DeadLetter.givenUp(change, queued.attempts(), TOO_OFTEN, now))
                            .toList());
        }
        Source source = sources.byDefault();
        return source.read(message, now, now.plus(Outcome.TIME_TO_ANSWER))
                .map(events -> events.stream().map(event -> letter(event, now)).toList());
    }

    private static DeadLetter letter(Mapped message, Instant now) {
        String application = message.target().orElse(Sources.DEFAULT);
        return message.asked()
                .map(change -> DeadLetter.givenUp(change, 0, TOO_OFTEN, now))
                .orElseGet(() -> DeadLetter.of(message.provenance(), application, message.named(), TOO_OFTEN, now));
    }

    /** As JSON, so that it can be read again, if it is that at least. */
    private static String json(String text, Supplier<JsonNode> read) {
        try {
            return Json.write(read.get());
        } catch (IntakeException notJson) {
            return text;
        }
    }

    private static DeadLetter unreadable(String text, Supplier<JsonNode> read, String reason, Instant now) {
        Provenance provenance = new Provenance(
                QUEUE,
                Operation.IGNORE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Original(json(text, read))));
        return DeadLetter.of(
                provenance, Sources.DEFAULT, Optional.empty(), "the message cannot be read: " + reason, now);
    }
}
