package dev.orgrelay.intake;

import dev.orgrelay.mapping.Mapped;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Verdict;
import dev.orgrelay.relay.Authorization;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What would become of messages: the same checks, and nothing is sent, kept or scheduled. */
@ApplicationScoped
class DryRun {

    private final Authorization authorization;
    private final Reconciliations reconciliations;

    DryRun(Authorization authorization, Reconciliations reconciliations) {
        this.authorization = authorization;
        this.reconciliations = reconciliations;
    }

    /** One outcome for each message, in their order. Fails if an organization on which that depends cannot be read. */
    Uni<List<Outcome>> of(List<Mapped> messages) {
        return messages.isEmpty()
                ? Uni.createFrom().item(List.of())
                : Uni.join().all(messages.stream().map(this::of).toList()).andFailFast();
    }

    private Uni<Outcome> of(Mapped message) {
        return message.match(
                toApply -> authorization.of(toApply.change()).map(DryRun::outcome),
                toRefetch -> Uni.createFrom().item(Intake.unanswered(toRefetch)),
                toResync -> Uni.createFrom()
                        .item(reconciliations.outcome(
                                toResync, "dry run: a reconcile of this source would be scheduled")),
                nothingToDo -> Uni.createFrom().<Outcome>item(new Outcome.Ignored(nothingToDo.reason())),
                notYet -> Uni.createFrom().item(Intake.deferred(notYet)),
                unusable -> Uni.createFrom().<Outcome>item(new Outcome.Refused(unusable.reason())));
    }

    private static Outcome outcome(Verdict verdict) {
        return verdict instanceof Verdict.Refused refused
                ? new Outcome.Refused(refused.reason())
                : new Outcome.Planned();
    }
}
