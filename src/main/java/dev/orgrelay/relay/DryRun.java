package dev.orgrelay.relay;

import dev.orgrelay.central.Applications;
import dev.orgrelay.central.Central;
import dev.orgrelay.central.CentralException;
import dev.orgrelay.central.Listing;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Cause;
import dev.orgrelay.organization.Verdict;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What would become of changes. Their order, the ledger and what their source may do decide as for real; nothing is sent or kept. Organizations are read only
 * where the answer depends on them: one alone, or all of them at once where several changes came together.
 */
@ApplicationScoped
public class DryRun {

    private final Applications applications;
    private final LedgerStore store;
    private final Timeouts timeouts;
    private final Clock clock;

    DryRun(Applications applications, LedgerStore store, Timeouts timeouts, Clock clock) {
        this.applications = applications;
        this.store = store;
        this.timeouts = timeouts;
        this.clock = clock;
    }

    /**
     * One outcome for each of {@code changes}, in their order: what would be sent, and not be refused, is planned.
     *
     * @param deadline when somebody has to be told; what has no outcome by then is reported as deferred
     */
    public Uni<List<Outcome>> of(List<Change> changes, Instant deadline) {
        if (changes.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        Picture picture = new Picture(changes.size() > 1);
        Batch batch = new Batch(changes, (change, earlier) -> picture.of(KeyedChange.of(change, earlier)));
        return timeouts.orElse(batch.run(), Duration.between(clock.instant(), deadline), batch::outcomesSoFar)
                .map(outcomes -> outcomes.stream().map(DryRun::notSent).toList());
    }

    /** What does not exist yet shows only when it is sent. */
    private static Outcome notSent(Outcome outcome) {
        return outcome.isDeferredFor(Cause.MISSING) || outcome instanceof Outcome.Applied
                ? new Outcome.Planned()
                : outcome;
    }

    /** What the changes of one delivery have come to so far. */
    private final class Picture {

        private final Map<LedgerKey, Expected> organizations = new ConcurrentHashMap<>();
        private final Map<String, Uni<List<Organization>>> lists = new ConcurrentHashMap<>();
        private final boolean isOfSeveral;

        Picture(boolean isOfSeveral) {
            this.isOfSeveral = isOfSeveral;
        }

        Uni<Outcome> of(KeyedChange asked) {
            Change change = asked.change();
            return applications
                    .named(change.application())
                    .map(central -> expected(asked.key(), central).flatMap(state -> of(asked, state)))
                    .orElseGet(() -> Uni.createFrom().item(Relay.unknownApplication(change)))
                    .onFailure()
                    .recoverWithItem(failure -> Relay.troubled(change, failure));
        }

        private Uni<Expected> expected(LedgerKey key, Central central) {
            return Optional.ofNullable(organizations.get(key))
                    .map(known -> Uni.createFrom().item(known))
                    .orElseGet(() ->
                            store.read(key).map(found -> new Expected(found.entry(), organization(key, central))));
        }

        private Uni<Optional<Organization>> organization(LedgerKey key, Central central) {
            Uni<Optional<Organization>> read = isOfSeveral
                    ? lists.computeIfAbsent(key.application(), name -> list(central))
                            .map(all -> all.stream()
                                    .filter(one -> one.id().equals(key.organization()))
                                    .findFirst())
                    : Sending.find(central, key.organization());
            return read.memoize().indefinitely();
        }

        private static Uni<List<Organization>> list(Central central) {
            return Uni.createFrom()
                    .deferred(central::list)
                    .map(Listing::organizations)
                    .memoize()
                    .indefinitely();
        }

        private Uni<Outcome> of(KeyedChange asked, Expected state) {
            Decision decision = Decision.of(state.entry(), asked, clock.instant(), lease -> false);
            if (decision instanceof Decision.Settled settled) {
                return Uni.createFrom().item(settled.outcome());
            }
            if (decision instanceof Decision.Busy busy) {
                return Uni.createFrom().item(busy.deferred(clock.instant()));
            }
            if (decision instanceof Decision.Look look) {
                return state.afterLook(clock.instant())
                        .flatMap(settled -> of(asked, settled))
                        .onFailure(CentralException.class)
                        .recoverWithItem(look::deferred);
            }
            Decision.Free free = (Decision.Free) decision;
            return state.outcome(free.remainder())
                    .invoke(outcome -> remember(outcome, asked.key(), state.after(asked, free, clock.instant())));
        }

        private void remember(Outcome outcome, LedgerKey key, Expected after) {
            if (outcome instanceof Outcome.Applied) {
                organizations.put(key, after);
            }
        }
    }

    /**
     * What is expected of one organization after the changes seen so far.
     *
     * @param entry what the ledger would know
     * @param organization what would be there; IoT Central is asked for it when somebody subscribes, once
     */
    private record Expected(LedgerEntry entry, Uni<Optional<Organization>> organization) {

        private static final String LOOKING = "dry run";

        /** What would become of {@code change} when it is free to be sent: applied, refused, or deferred until its organization exists. */
        Uni<Outcome> outcome(Change change) {
            return Sending.allowed(change, organization, hasExisted())
                    .flatMap(verdict ->
                            verdict instanceof Verdict.Send send && send.change() instanceof Change.Update update
                                    ? ofUpdate(update)
                                    : Uni.createFrom().item(Sending.outcome(verdict)));
        }

        /** Its call would show whether there is something to update. */
        private Uni<Outcome> ofUpdate(Change.Update update) {
            Verdict ofMissing = update.provenance().allowed().of(update, Optional.empty(), hasExisted());
            if (ofMissing instanceof Verdict.Send send && send.change() instanceof Change.Create) {
                return Uni.createFrom().item(new Outcome.Applied());
            }
            Outcome otherwise =
                    ofMissing instanceof Verdict.Send ? Attempt.missing(update) : Sending.outcome(ofMissing);
            return organization.map(found -> found.isPresent() ? new Outcome.Applied() : otherwise);
        }

        private boolean hasExisted() {
            return entry.history().hasExisted();
        }

        /** After what is left of {@code asked}. */
        Expected after(KeyedChange asked, Decision.Free free, Instant now) {
            History history = entry.history().applied(free.intention(), Field.of(asked.change()), now);
            return new Expected(LedgerEntry.of(history), after(free.remainder()));
        }

        private Uni<Optional<Organization>> after(Change change) {
            Optional<Organization> made = change.displayName()
                    .map(name -> new Organization(
                            change.organization(), name, change.placement().parent()));
            return change instanceof Change.Update update
                    ? organization.map(found ->
                            found.map(existing -> updated(existing, update)).or(() -> made))
                    : Uni.createFrom().item(made);
        }

        private static Organization updated(Organization existing, Change.Update update) {
            return new Organization(
                    existing.id(),
                    update.displayName().orElse(existing.displayName()),
                    update.placement().isChange() ? update.placement().parent() : existing.parent());
        }

        /** After a look at the organization, which settles what is in doubt. */
        Uni<Expected> afterLook(Instant now) {
            LedgerEntry looking = entry.leasedTo(LOOKING, now, Optional.empty());
            return organization.map(
                    actual -> new Expected(looking.settledBy(actual, now).givenBack(LOOKING), organization));
        }
    }
}
