package dev.orgrelay.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.journal.KeptDelivery;
import dev.orgrelay.journal.Recording;
import dev.orgrelay.journal.status.SourceActivities;
import dev.orgrelay.mapping.Mapped;
import dev.orgrelay.message.Delivery;
import dev.orgrelay.message.IntakeException;
import dev.orgrelay.message.Json;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Text;
import dev.orgrelay.relay.ChangeMessage;
import dev.orgrelay.source.Source;
import dev.orgrelay.source.Sources;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads deliveries again that the journal has kept, with today's settings. They count as received when they were received, and their events keep their ids, so to
 * repeat one does no harm.
 */
@Singleton
public class DeliveryReplay {

    private final Sources sources;
    private final Intake intake;
    private final LedgerMemory memory;
    private final ScimReplay scim;
    private final SourceActivities activities;
    private final Clock clock;

    DeliveryReplay(
            Sources sources,
            Intake intake,
            LedgerMemory memory,
            ScimReplay scim,
            SourceActivities activities,
            Clock clock) {
        this.scim = scim;
        this.activities = activities;
        this.sources = sources;
        this.intake = intake;
        this.memory = memory;
        this.clock = clock;
    }

    /**
     * What becomes of it now.
     *
     * @param rest of its path, below that of the source
     * @return fails with {@link NotReplayableException} if it is not there to be read, and with {@link IntakeException} if it cannot be read
     */
    public Uni<Report> of(KeptDelivery kept, String rest, Recording recording) {
        requireKept(kept);
        requireOfSender(kept);
        Instant deadline = deadline();
        Optional<List<Mapped>> queued = queued(kept);
        if (queued.isPresent()) {
            return intake.take(kept.source(), queued.get(), recording);
        }
        Source source = source(kept);
        Uni<Report> report = isOfScim(source, kept)
                ? scim.replay(source, delivery(kept, rest, deadline), false, recording)
                : read(source, kept, rest, deadline)
                        .flatMap(messages -> intake.takeAgain(source, messages, Optional.empty(), deadline, recording));
        return report.onFailure(
                        failure -> failure instanceof IntakeException && !(failure instanceof IntakeException.Busy))
                .invoke(failure -> activities.readAgainInVain(source.name()));
    }

    /** What would become of it; nothing is sent or kept. */
    public Uni<Report> plan(KeptDelivery kept, String rest, Recording recording) {
        requireKept(kept);
        Instant deadline = deadline();
        Optional<List<Mapped>> queued = queued(kept);
        if (queued.isPresent()) {
            return intake.plan(kept.source(), queued.get(), deadline, recording);
        }
        Source source = source(kept);
        return isOfScim(source, kept)
                ? scim.replay(source, delivery(kept, rest, deadline), true, recording)
                : read(source, kept, rest, deadline)
                        .flatMap(messages -> intake.plan(source.name(), messages, deadline, recording));
    }

    private static boolean isOfScim(Source source, KeptDelivery kept) {
        return source.answering().isScim() && kept.isRequest();
    }

    private static void requireOfSender(KeptDelivery kept) {
        if (kept.isDryRun()) {
            throw new NotReplayableException("its sender asked for a dry run: try it with dryRun=true");
        }
    }

    private void requireKept(KeptDelivery kept) {
        if (!KeptDelivery.KINDS.contains(kept.kind())) {
            throw new NotReplayableException(
                    "a delivery of kind '" + kept.kind() + "' is no message, only those of kind "
                            + String.join(", ", KeptDelivery.KINDS) + " can be read again");
        }
        if (kept.body().isEmpty()) {
            throw new NotReplayableException("its body was not kept, or not whole: have its sender send it again");
        }
        memory.require(kept.receivedAt());
    }

    private Source source(KeptDelivery kept) {
        return sources.named(kept.source())
                .orElseThrow(() -> new NotReplayableException("no source '" + Text.shorten(kept.source())
                        + "' is configured any more, so nobody can read its messages"));
    }

    /** The changes that it holds, if it is a message of the change queue; what they were read from is masked. */
    private static Optional<List<Mapped>> queued(KeptDelivery kept) {
        if (kept.isRequest()) {
            return Optional.empty();
        }
        JsonNode message = Json.read(kept.body().orElseThrow());
        return ChangeMessage.isOne(message)
                ? Optional.of(ChangeMessage.readQueued(message).changes().stream()
                        .<Mapped>map(change -> new Mapped.ToApply(
                                change.with(change.provenance().withoutOriginal())))
                        .toList())
                : Optional.empty();
    }

    private static Uni<List<Mapped>> read(Source source, KeptDelivery kept, String rest, Instant deadline) {
        if (!kept.isRequest()) {
            return source.read(Json.read(kept.body().orElseThrow()), kept.receivedAt(), deadline)
                    .flatMap(messages -> source.lookUp(messages, deadline));
        }
        return source.receiveUnproven(delivery(kept, rest, deadline), source.mapping())
                .flatMap(content -> content.match(
                        handshake -> Uni.createFrom().failure(new NotReplayableException("it was a handshake")),
                        messages -> source.lookUp(messages, deadline)));
    }

    private static Delivery delivery(KeptDelivery kept, String rest, Instant deadline) {
        return new Delivery(
                kept.method(),
                kept.path(),
                rest,
                kept.query(),
                kept.headers(),
                kept.body().orElseThrow(),
                kept.receivedAt(),
                deadline);
    }

    private Instant deadline() {
        return clock.instant().plus(Outcome.TIME_TO_ANSWER);
    }
}
