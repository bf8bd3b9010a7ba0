package dev.orgrelay.mapping;

import dev.orgrelay.organization.AllowedEffects;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Cause;
import dev.orgrelay.organization.Provenance;
import dev.orgrelay.organization.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** What one message means. */
public sealed interface Mapped {

    Provenance provenance();

    /** The change that it asks for, now or later. */
    default Optional<Change> asked() {
        return Optional.empty();
    }

    /** The application that it is for; empty if it concerns none. */
    default Optional<String> target() {
        return asked().map(Change::application);
    }

    /** The organization that it names, valid or not. */
    default Optional<String> named() {
        return asked().map(change -> change.organization().value());
    }

    /** What becomes of it when nothing more can be done for it; empty for what is to be applied, now or later. */
    Optional<Outcome> outcome();

    /** With {@code next} in place of a change that is to be applied; everything else stays as it is. */
    default Mapped mapChange(Function<Change, Mapped> next) {
        return this;
    }

    /** The same at {@code now}, when it may take effect already: it may have been received long ago. */
    default Mapped asOf(Instant now) {
        return this;
    }

    /** The same from somebody who may do no more than {@code effects}, which a change takes along; one that cannot be anything else is refused at once. */
    default Mapped allowing(AllowedEffects effects) {
        return mapChange(asked -> {
            Mapped limited = new ToApply(asked.allowing(effects));
            return effects.of(asked) instanceof Verdict.Refused refused
                    ? new Unusable(asked.provenance(), asked.application(), limited.named(), refused.reason())
                    : limited;
        });
    }

    /** A change, to be applied now or later. */
    sealed interface Asking extends Mapped {

        Change change();

        @Override
        default Provenance provenance() {
            return change().provenance();
        }

        @Override
        default Optional<Change> asked() {
            return Optional.of(change());
        }

        @Override
        default Optional<Outcome> outcome() {
            return Optional.empty();
        }
    }

    /** A change that should be applied. */
    record ToApply(Change change) implements Asking {

        @Override
        public Mapped mapChange(Function<Change, Mapped> next) {
            return next.apply(change);
        }
    }

    /**
     * Something changed, and the message only says where: the rest has to be looked up at the sender.
     *
     * @param application the application that it is for
     * @param organization the organization that it concerns
     * @param sourceId the id to look it up with
     * @param trouble what becomes of it if the sender did not tell, once it was asked
     */
    record ToRefetch(
            Provenance provenance,
            String application,
            OrganizationId organization,
            String sourceId,
            Optional<Outcome.Deferred> trouble)
            implements Mapped {

        /** Not looked up yet. */
        public ToRefetch(Provenance provenance, String application, OrganizationId organization, String sourceId) {
            this(provenance, application, organization, sourceId, Optional.empty());
        }

        /** Looked up in vain; later the sender may answer. */
        public ToRefetch withTrouble(String reason, Optional<Duration> retryAfter) {
            Duration delay = retryAfter.orElse(Cause.NOT_LOOKED_UP.delay());
            Outcome.Deferred trouble = new Outcome.Deferred(Cause.NOT_LOOKED_UP, reason, delay);
            return new ToRefetch(provenance, application, organization, sourceId, Optional.of(trouble));
        }

        /** Looked up for good. */
        public Unusable unusable(String reason) {
            return new Unusable(provenance, application, named(), reason);
        }

        /** What it is as long as nobody can look it up. */
        public Unusable withoutLookup() {
            return unusable("the message holds only the id: set orgrelay.sources." + provenance.source()
                    + ".lookup.url to look up the rest");
        }

        @Override
        public Optional<String> target() {
            return Optional.of(application);
        }

        @Override
        public Optional<String> named() {
            return Optional.of(organization.value());
        }

        @Override
        public Optional<Outcome> outcome() {
            return Optional.of(
                    trouble.orElseGet(() -> new Outcome.Deferred(Cause.NOT_LOOKED_UP, "it was not looked up")));
        }
    }

    /**
     * Something in the collection changed, and the message does not say what: only a reconcile can tell.
     *
     * @param application the application that it is for
     * @param reason the same for people
     */
    record ToResync(Provenance provenance, String application, String reason) implements Mapped {

        @Override
        public Optional<String> target() {
            return Optional.of(application);
        }

        @Override
        public Optional<Outcome> outcome() {
            return Optional.of(new Outcome.Ignored(reason));
        }
    }

    /**
     * A message that concerns no organization.
     *
     * @param reason why, for people
     */
    record NothingToDo(Provenance provenance, String reason) implements Mapped {

        @Override
        public Optional<Outcome> outcome() {
            return Optional.of(new Outcome.Ignored(reason));
        }
    }

    /** A change that takes effect later, at its {@code occurredAt}, and that its source wants to be kept back until then. */
    record NotYet(Change change) implements Asking {

        @Override
        public Mapped asOf(Instant now) {
            boolean isAhead = provenance().occurredAt().filter(now::isBefore).isPresent();
            return isAhead ? this : new ToApply(change.with(provenance().onItsDay()));
        }
    }

    /**
     * A message that concerns an organization but cannot become a change.
     *
     * @param application the application that it was for
     * @param organization the id that it names, valid or not
     * @param reason what is wrong with it, for people
     */
    record Unusable(Provenance provenance, String application, Optional<String> organization, String reason)
            implements Mapped {

        @Override
        public Optional<String> target() {
            return Optional.of(application);
        }

        @Override
        public Optional<String> named() {
            return organization;
        }

        @Override
        public Optional<Outcome> outcome() {
            return Optional.of(new Outcome.Refused(reason));
        }
    }
}
