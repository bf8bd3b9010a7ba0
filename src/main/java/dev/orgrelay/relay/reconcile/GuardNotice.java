package dev.orgrelay.relay.reconcile;

import dev.orgrelay.organization.Operation;
import dev.orgrelay.organization.Provenance;
import dev.orgrelay.organization.Text;
import dev.orgrelay.plan.Plan.Held;
import dev.orgrelay.relay.DeadLetter;
import dev.orgrelay.relay.DeadLetters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Tells operators that deletes are held: one log event and one dead letter for the same deletes, however often the plan is made again. */
@ApplicationScoped
class GuardNotice {

    private static final Logger LOG = Logger.getLogger(GuardNotice.class);
    private static final int LONGEST_LIST = 10_000;

    private final DeadLetters deadLetters;
    private final Clock clock;

    GuardNotice(DeadLetters deadLetters, Clock clock) {
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    /** Never fails: that deletes are held is also in the answer. */
    Uni<Void> tell(DesiredState desired, Held held) {
        DeadLetter letter = letter(desired, held);
        return deadLetters
                .find(letter.id())
                .flatMap(known -> known.isPresent() ? Uni.createFrom().voidItem() : tell(letter))
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.errorf(failure, "%s, and no dead letter of it could be kept", letter.reason());
                    return Uni.createFrom().voidItem();
                });
    }

    private Uni<Void> tell(DeadLetter letter) {
        LOG.warnf(
                "%s, in %s from %s: %s",
                letter.reason(),
                letter.application(),
                letter.provenance().source(),
                letter.message().orElse(""));
        return deadLetters.keep(letter);
    }

    private DeadLetter letter(DesiredState desired, Held held) {
        Provenance provenance = new Provenance(
                desired.source(),
                Operation.DELETE,
                Optional.of("reconcile"),
                Optional.of(held.digest()),
                Optional.of(desired.readAt()),
                desired.readAt());
        String reason = held.summary() + "; POST the same hierarchy to" + " /api/reconcile with release="
                + held.digest() + " to delete exactly these";
        DeadLetter letter = DeadLetter.of(provenance, desired.application(), Optional.empty(), reason, clock.instant());
        return letter.with(Text.shorten(ids(held), LONGEST_LIST));
    }

    private static String ids(Held held) {
        return held.deletes().stream()
                .map(delete -> delete.organization().value())
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
