package dev.orgrelay.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.intake.Intake;
import dev.orgrelay.intake.PoisonMessages;
import dev.orgrelay.intake.Reconciliations;
import dev.orgrelay.journal.Recording;
import dev.orgrelay.mapping.Mapped;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.relay.ChangeMessage;
import dev.orgrelay.source.Source;
import dev.orgrelay.source.Sources;
import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The functions that the Functions host calls. Each is named like its folder in the function app. */
public class Functions {

    static final String EVENT_GRID = "eventgrid";
    static final String APPLY = "apply";
    static final String DEAD_LETTER = "deadletter";
    static final String RECONCILE = "reconcile";

    private final Sources sources;
    private final Intake intake;
    private final PoisonMessages poison;
    private final Reconciliations reconciliations;
    private final Clock clock;

    Functions(Sources sources, Intake intake, PoisonMessages poison, Reconciliations reconciliations, Clock clock) {
        this.sources = sources;
        this.intake = intake;
        this.poison = poison;
        this.reconciliations = reconciliations;
        this.clock = clock;
    }

    /** Takes events of an Event Grid trigger, one or many, in either schema. The host has authenticated Event Grid. */
    @Funq(EVENT_GRID)
    public Uni<ObjectNode> eventGrid(Invocation invocation) {
        Source source = sources.named(EVENT_GRID).orElseGet(sources::byDefault);
        Instant deadline = deadline();
        return read(source, Payload.of(invocation), deadline)
                .flatMap(messages -> intake.take(source, messages, Optional.empty(), deadline, Recording.NONE))
                .map(InvocationResult::of);
    }

    /** Takes a message of the change queue: a change put there earlier, or an event that Event Grid put there. */
    @Funq(APPLY)
    public Uni<ObjectNode> apply(Invocation invocation) {
        JsonNode message = Payload.of(invocation);
        if (ChangeMessage.isOne(message)) {
            return intake.takeFromQueue(ChangeMessage.readQueued(message), Recording.NONE)
                    .map(InvocationResult::of);
        }
        Source source = sources.byDefault();
        return read(source, message, deadline())
                .flatMap(messages -> intake.takeFromQueue(source.name(), messages, Recording.NONE))
                .map(InvocationResult::of);
    }

    /** Takes what the function {@value #APPLY} failed at too often. Whatever it is, it is kept, so this never fails because of the message. */
    @Funq(DEAD_LETTER)
    public Uni<ObjectNode> deadLetter(Invocation invocation) {
        return poison.keep(Payload.text(invocation), () -> Payload.of(invocation))
                .map(InvocationResult::kept);
    }

    /** Reconciles, when the timer says so, every source that has a snapshot. What the timer tells about itself is of no interest. */
    @Funq(RECONCILE)
    public Uni<ObjectNode> reconcile(Invocation invocation) {
        return reconciliations.reconcileAll().map(InvocationResult::of);
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
