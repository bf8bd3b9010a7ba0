package dev.orgrelay.relay.reconcile;

import dev.orgrelay.organization.Operation;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Original;
import dev.orgrelay.organization.Provenance;
import dev.orgrelay.organization.Text;
import dev.orgrelay.plan.Plan;
import dev.orgrelay.plan.Plan.Held;
import dev.orgrelay.plan.Policy;
import dev.orgrelay.plan.Rules;
import dev.orgrelay.relay.DeadLetter;
import dev.orgrelay.relay.DeadLetters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Tells operators that deletes are held: one log event for the same deletes, however often the plan is made again, and one dead letter as long as deletes are held in
 * an application, or in a scope of it.
 */
@ApplicationScoped
class GuardNotice {

    private static final Logger LOG = Logger.getLogger(GuardNotice.class);
    private static final int LONGEST_LIST = 10_000;

    private final DeadLetters deadLetters;
    private final HeldDeletes all;
    private final Clock clock;

    GuardNotice(DeadLetters deadLetters, HeldDeletes all, Clock clock) {
        this.all = all;
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    /** What operators have to know of {@code plan}. Never fails: that deletes are held is also in the answer. */
    Uni<Void> about(DesiredState desired, Plan plan, Rules rules) {
        String id = DeadLetter.id(
                "held deletes",
                plan.application(),
                rules.scope().map(OrganizationId::value).orElse(""));
        Uni<Void> told = plan.held()
                .map(held -> tell(letter(desired, held).withId(id), held))
                .orElseGet(() -> rules.policy() == Policy.SYNC
                        ? deadLetters.remove(id).replaceWithVoid()
                        : Uni.createFrom().voidItem());
        return all.note(desired, rules, plan).flatMap(noted -> told).onFailure().recoverWithUni(failure -> {
            LOG.errorf(
                    "the dead letter of held deletes in %s is not as it should be: %s",
                    plan.application(), failure.getMessage());
            return Uni.createFrom().voidItem();
        });
    }

    private Uni<Void> tell(DeadLetter letter, Held held) {
        return deadLetters
                .find(letter.id())
                .flatMap(known -> known.filter(same -> same.reason().contains(held.digest()))
                                .isPresent()
                        ? Uni.createFrom().voidItem()
                        : tell(letter, ids(held)));
    }

    private Uni<Void> tell(DeadLetter letter, String ids) {
        LOG.warnf(
                "%s, in %s from %s: %s",
                letter.reason(), letter.application(), letter.provenance().source(), ids);
        return deadLetters.keep(letter.with(new Original(ids)));
    }

    private DeadLetter letter(DesiredState desired, Held held) {
        Provenance provenance = new Provenance(
                desired.source(),
                Operation.DELETE,
                Optional.of(Provenance.OF_RECONCILE),
                Optional.empty(),
                Optional.of(desired.readAt()),
                desired.readAt());
        String reason = held.summary() + "; POST the same hierarchy to /api/reconcile with release=" + held.digest()
                + " to delete exactly these";
        return DeadLetter.of(provenance, desired.application(), Optional.empty(), reason, clock.instant());
    }

    private static String ids(Held held) {
        String ids = held.deletes().stream()
                .map(delete -> delete.organization().value())
                .sorted()
                .collect(Collectors.joining(", "));
        return Text.shorten(ids, LONGEST_LIST);
    }
}
