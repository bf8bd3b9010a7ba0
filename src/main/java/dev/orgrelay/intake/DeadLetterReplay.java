package dev.orgrelay.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.journal.Recording;
import dev.orgrelay.journal.status.SourceActivities;
import dev.orgrelay.mapping.Mapped;
import dev.orgrelay.message.IntakeException;
import dev.orgrelay.message.Json;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Original;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.relay.ChangeMessage;
import dev.orgrelay.relay.DeadLetter;
import dev.orgrelay.relay.DeadLetters;
import dev.orgrelay.relay.Relay;
import dev.orgrelay.source.Source;
import dev.orgrelay.source.Sources;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Tries dead letters once more: the change of each or, where it has none, its message as its source reads it today. So it can be repeated without harm. */
@Singleton
public class DeadLetterReplay {

    private final Sources sources;
    private final Intake intake;
    private final Relay relay;
    private final DeadLetters deadLetters;
    private final SourceActivities activities;
    private final LedgerMemory memory;
    private final Clock clock;

    DeadLetterReplay(
            Sources sources,
            Intake intake,
            Relay relay,
            DeadLetters deadLetters,
            SourceActivities activities,
            LedgerMemory memory,
            Clock clock) {
        this.memory = memory;
        this.sources = sources;
        this.intake = intake;
        this.relay = relay;
        this.deadLetters = deadLetters;
        this.activities = activities;
        this.clock = clock;
    }

    /**
     * What becomes of it. It is removed when nothing is left to do.
     *
     * @throws NotReplayableException if there is nothing in it to be tried, or it is too old
     * @return fails with an {@link IntakeException} if its message cannot be read, and if the dead letters cannot be reached
     */
    public Uni<Report> of(DeadLetter letter, Recording recording) {
        requireReplayable(letter);
        return letter.change().isPresent() ? ofChange(letter, recording) : ofMessage(letter, recording);
    }

    /** What would become of it; nothing is sent, kept or removed. */
    public Uni<Report> plan(DeadLetter letter, Recording recording) {
        requireReplayable(letter);
        return letter.change()
                .map(change -> Uni.createFrom().item(List.<Mapped>of(new Mapped.ToApply(asAllowedToday(change)))))
                .orElseGet(() -> read(letter))
                .flatMap(messages -> intake.plan(letter.provenance().source(), messages, recording));
    }

    private void requireReplayable(DeadLetter letter) {
        if (!letter.isReplayable()) {
            throw new NotReplayableException(
                    letter.provenance().isOfEvent()
                            ? "neither a change nor the message was kept: have it sent again, then delete the dead letter"
                            : "nothing is in it that could be tried again: do what its reason says");
        }
        memory.require(letter.provenance().receivedAt());
    }

    private Uni<Report> ofChange(DeadLetter letter, Recording recording) {
        Change kept = letter.change().orElseThrow();
        Change change = asAllowedToday(kept.with(kept.provenance().cameWith(recording.id())));
        return relay.replay(letter, change)
                .map(outcome ->
                        Report.of(change.provenance().source(), List.of(new Mapped.ToApply(change)), List.of(outcome)))
                .invoke(report -> report.tell(recording));
    }

    /** What its source may do is asked again, or nobody could mend a setting and replay what it refused. */
    private Change asAllowedToday(Change change) {
        return change.provenance().allowed().isAll()
                ? change
                : sources.named(change.provenance().source())
                        .map(source -> change.allowing(source.allowed()))
                        .orElse(change);
    }

    private Uni<Report> ofMessage(DeadLetter letter, Recording recording) {
        return read(letter)
                .flatMap(messages -> intake.take(letter.provenance().source(), messages, recording))
                .call(report -> isNeeded(letter, report)
                        ? Uni.createFrom().voidItem()
                        : deadLetters.remove(letter.id()).replaceWithVoid());
    }

    private Uni<List<Mapped>> read(DeadLetter letter) {
        Original message = letter.message().orElseThrow();
        String name = letter.provenance().source();
        return sources.named(name).map(source -> read(letter, message, source)).orElseGet(() -> {
            if (!name.equals(PoisonMessages.QUEUE)) {
                throw new IntakeException.Malformed(
                        "no source '" + name + "' is configured any more, so nobody can read its message");
            }
            return readOfQueue(letter, message);
        });
    }

    private Uni<List<Mapped>> read(DeadLetter letter, Original message, Source source) {
        return source.readAgain(message, letter.provenance(), clock.instant().plus(Outcome.TIME_TO_ANSWER))
                .onFailure(failure -> failure instanceof IntakeException && !(failure instanceof IntakeException.Busy))
                .invoke(failure -> activities.readAgainInVain(source.name()));
    }

    /** A newer version may have put it there, or an event has come that way. */
    private Uni<List<Mapped>> readOfQueue(DeadLetter letter, Original message) {
        JsonNode json = Json.read(message.text());
        return ChangeMessage.isOne(json)
                ? Uni.createFrom()
                        .item(ChangeMessage.readQueued(json).changes().stream()
                                .<Mapped>map(Mapped.ToApply::new)
                                .toList())
                : read(letter, message, sources.byDefault());
    }

    /** As long as something is left to do, or stands in no other letter. */
    private static boolean isNeeded(DeadLetter letter, Report report) {
        return report.entries().isEmpty()
                || report.retryAfter().isPresent()
                || report.entries().stream()
                        .anyMatch(entry -> entry.outcome() instanceof Outcome.Refused refused
                                && refused.deadLetter().equals(Optional.of(letter.id())));
    }
}
