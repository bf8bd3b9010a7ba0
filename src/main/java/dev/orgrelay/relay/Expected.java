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
        return Authorization.of(change, organization, hasExisted())
                .flatMap(
                        verdict -> verdict instanceof Verdict.Send send && send.change() instanceof Change.Update update
                                ? ofUpdate(update)
                                : Uni.createFrom().item(outcome(verdict)));
    }

    /** Its call would show whether there is something to update. */
    private Uni<Outcome> ofUpdate(Change.Update update) {
        Verdict ofMissing = update.provenance().allowed().of(update, Optional.empty(), hasExisted());
        if (ofMissing instanceof Verdict.Send send && send.change() instanceof Change.Create) {
            return Uni.createFrom().item(new Outcome.Applied());
        }
        Outcome otherwise = ofMissing instanceof Verdict.Send ? Attempt.missing(update) : outcome(ofMissing);
        return organization.map(found -> found.isPresent() ? new Outcome.Applied() : otherwise);
    }

    private static Outcome outcome(Verdict verdict) {
        return verdict instanceof Verdict.Refused refused
                ? new Outcome.Refused(refused.reason())
                : new Outcome.Applied();
    }

    private boolean hasExisted() {
        return entry.history().hasExisted();
    }

    /** After {@code change}, which is what is left of {@code asked}. */
    Expected after(KeyedChange asked, Change change, Mark mark, Instant now) {
        History history = entry.history()
                .with(Field.of(change), mark)
                .settledFor(asked.event(), asked.earlier(), Field.of(asked.change()), true, now);
        return new Expected(LedgerEntry.of(history), after(change));
    }

    private Uni<Optional<Organization>> after(Change change) {
        Optional<Organization> made = change.displayName()
                .map(name -> new Organization(
                        change.organization(), name, change.placement().parent()));
        return change.match(
                create -> Uni.createFrom().item(made),
                update -> organization.map(found ->
                        found.map(existing -> updated(existing, update)).or(() -> made)),
                delete -> Uni.createFrom().item(Optional.empty()));
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
