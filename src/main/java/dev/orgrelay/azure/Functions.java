package dev.orgrelay.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.intake.DueChanges;
import dev.orgrelay.intake.Intake;
import dev.orgrelay.intake.PoisonMessages;
import dev.orgrelay.intake.Reconciliations;
import dev.orgrelay.intake.Report;
import dev.orgrelay.mapping.Mapped;
import dev.orgrelay.message.Redaction;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.relay.ChangeMessage;
import dev.orgrelay.relay.QueuedChanges;
import dev.orgrelay.source.RecordRules;
import dev.orgrelay.source.Source;
import dev.orgrelay.source.Sources;
import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The functions that the Functions host calls. Each is named like its folder in the function app. */
public class Functions {

    static final String EVENT_GRID = "eventgrid";
    static final String APPLY = "apply";
    static final String DEAD_LETTER = "deadletter";
    static final String RECONCILE = "reconcile";

    /** A message of the change queue holds what its changes were read from, which may hold secrets that nobody knows any more. */
    private static final Redaction OF_QUEUE =
            new Redaction(Set.of(), Set.of(), Set.of(List.of("message"), List.of("changes", "message")));

    private final Sources sources;
    private final Intake intake;
    private final DueChanges due;
    private final PoisonMessages poison;
    private final Reconciliations reconciliations;
    private final InvocationRecords records;
    private final Clock clock;

    Functions(
            Sources sources,
            Intake intake,
            DueChanges due,
            PoisonMessages poison,
            Reconciliations reconciliations,
            InvocationRecords records,
            Clock clock) {
        this.sources = sources;
        this.intake = intake;
        this.due = due;
        this.poison = poison;
        this.reconciliations = reconciliations;
        this.records = records;
        this.clock = clock;
    }

    /** Takes events of an Event Grid trigger, one or many, in either schema. The host has authenticated Event Grid. */
    @Funq(EVENT_GRID)
    public Uni<ObjectNode> eventGrid(Invocation invocation) {
        Source source = records.source(EVENT_GRID);
        Instant deadline = deadline();
        return records.of(EVENT_GRID, invocation, source.recordRules(), recording -> read(
                        source, Payload.of(invocation), deadline)
                .flatMap(messages -> intake.take(source, messages, Optional.empty(), deadline, recording))
                .map(InvocationResult::of));
    }

    /** Takes a message of the change queue: a change put there earlier, a word that one is due, or an event that Event Grid put there. */
    @Funq(APPLY)
    public Uni<ObjectNode> apply(Invocation invocation) {
        return records.of(APPLY, invocation, queueRules(), recording -> {
            JsonNode message = Payload.of(invocation);
            if (ChangeMessage.isOne(message)) {
                QueuedChanges queued = ChangeMessage.readQueued(message);
                recording.from(queued.changes().get(0).provenance().source());
                return intake.takeFromQueue(queued, recording).map(InvocationResult::of);
            }
            Optional<String> scheduled = ChangeMessage.wakesFor(message);
            if (scheduled.isPresent()) {
                return due.wakeFor(scheduled.get(), recording).map(InvocationResult::of);
            }
            Source source = sources.byDefault();
            return read(source, message, deadline())
                    .flatMap(messages -> intake.takeFromQueue(source.name(), messages, recording))
                    .map(InvocationResult::of);
        });
    }

    /** Takes what the function {@value #APPLY} failed at too often. Whatever it is, it is kept, so this never fails because of the message. */
    @Funq(DEAD_LETTER)
    public Uni<ObjectNode> deadLetter(Invocation invocation) {
        return records.of(DEAD_LETTER, invocation, queueRules(), recording -> poison.keep(
                        Payload.text(invocation), () -> Payload.of(invocation))
                .invoke(letters -> letters.forEach(letter -> Report.tell(recording, letter)))
                .map(InvocationResult::kept));
    }

    /** Reconciles, when the timer says so, every source that has a snapshot. What the timer tells about itself is of no interest. */
    @Funq(RECONCILE)
    public Uni<ObjectNode> reconcile(Invocation invocation) {
        return reconciliations.reconcileAll().map(InvocationResult::of);
    }

    private RecordRules queueRules() {
        RecordRules events = sources.byDefault().recordRules();
        return new RecordRules(events.scheme(), OF_QUEUE.and(events.redaction()), events.keepsMessages());
    }

    private Uni<List<Mapped>> read(Source source, JsonNode document, Instant deadline) {
        return source.read(document, clock.instant(), deadline)
                .flatMap(messages -> source.lookUp(messages, deadline))
                .emitOn(Infrastructure.getDefaultWorkerPool());
    }

    private Instant deadline() {
        return clock.instant().plus(Outcome.TIME_TO_ANSWER);
    }
}
