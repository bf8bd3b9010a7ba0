package dev.orgrelay.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.intake.Intake;
import dev.orgrelay.intake.Reading;
import dev.orgrelay.intake.Reconciliations;
import dev.orgrelay.relay.ChangeMessage;
import dev.orgrelay.source.Mapped;
import dev.orgrelay.source.Source;
import dev.orgrelay.source.Sources;
import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** The functions that the Functions host calls. Each is named like its folder in the function app. */
public class Functions {

    static final String EVENT_GRID = "eventgrid";
    static final String APPLY = "apply";
    static final String RECONCILE = "reconcile";

    private final Sources sources;
    private final Intake intake;
    private final Reconciliations reconciliations;
    private final Clock clock;

    Functions(Sources sources, Intake intake, Reconciliations reconciliations, Clock clock) {
        this.sources = sources;
        this.intake = intake;
        this.reconciliations = reconciliations;
        this.clock = clock;
    }

    /** Takes events of an Event Grid trigger, one or many, in either schema. The host has authenticated Event Grid. */
    @Funq(EVENT_GRID)
    public Uni<ObjectNode> eventGrid(Invocation invocation) {
        Source source = sources.named(EVENT_GRID).orElseGet(sources::byDefault);
        return take(source, Payload.of(invocation));
    }

    /** Takes a message of the change queue: a change put there earlier, or an event that Event Grid put there. */
    @Funq(APPLY)
    public Uni<ObjectNode> apply(Invocation invocation) {
        JsonNode message = Payload.of(invocation);
        if (ChangeMessage.isOne(message)) {
            Mapped mapped = new Mapped.ToApply(ChangeMessage.read(message));
            return intake.take(mapped.provenance().source(), List.of(mapped)).map(InvocationResult::of);
        }
        return take(sources.byDefault(), message);
    }

    /** Reconciles, when the timer says so, every source that has a snapshot. What the timer tells about itself is of no interest. */
    @Funq(RECONCILE)
    public Uni<ObjectNode> reconcile(Invocation invocation) {
        return reconciliations.reconcileAll().map(InvocationResult::of);
    }

    private Uni<ObjectNode> take(Source source, JsonNode document) {
        Instant now = clock.instant();
        return Reading.by(source, () -> source.lookUp(source.read(document, now)))
                .flatMap(messages -> intake.take(source.name(), messages))
                .map(InvocationResult::of);
    }
}
