package dev.orgrelay.relay;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Verdict;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;

/**
 * What a dry run expects of one organization after the changes that it has seen.
 *
 * @param entry what the ledger would know
 * @param organization what would be there; IoT Central is asked for it when somebody subscribes, once
 */
record Expected(LedgerEntry entry, Uni<Optional<Organization>> organization) {

    private static final String LOOKING = "dry run";

    /** What would become of {@code change} when it is free to be sent: applied, refused, or deferred until its organization exists. */
    Uni<Outcome> outcome(Change change) {
        return Sending.allowed(change, organization, hasExisted())
                .flatMap(
                        verdict -> verdict instanceof Verdict.Send send && send.change() instanceof Change.Update update
                                ? ofUpdate(update)
                                : Uni.createFrom().item(Sending.outcome(verdict)));
    }

    /** Its call would show whether there is something to update. */
    private Uni<Outcome> ofUpdate(Change.Update update) {
        Verdict ofMissing = update.provenance().allowed().of(update, Optional.empty(), hasExisted());
        if (ofMissing instanceof Verdict.Send send && send.change() instanceof Change.Create) {
            return Uni.createFrom().item(new Outcome.Applied());
        }
        Outcome otherwise = ofMissing instanceof Verdict.Send ? Attempt.missing(update) : Sending.outcome(ofMissing);
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
