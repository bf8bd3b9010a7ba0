package dev.orgrelay.mapping;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Cause;
import dev.orgrelay.organization.Provenance;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** What one message means. */
public sealed interface Mapped {

    Provenance provenance();

    /** One answer for each case. */
    <T> T match(
            Function<ToApply, T> toApply,
            Function<ToRefetch, T> toRefetch,
            Function<ToResync, T> toResync,
            Function<NothingToDo, T> nothingToDo,
            Function<NotYet, T> notYet,
            Function<Unusable, T> unusable);

    /** A change that should be applied. */
    record ToApply(Change change) implements Mapped {

        @Override
        public Provenance provenance() {
            return change.provenance();
        }

        @Override
        public <T> T match(
                Function<ToApply, T> toApply,
                Function<ToRefetch, T> toRefetch,
                Function<ToResync, T> toResync,
                Function<NothingToDo, T> nothingToDo,
                Function<NotYet, T> notYet,
                Function<Unusable, T> unusable) {
            return toApply.apply(this);
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

        /** What it is as long as nobody can look it up. */
        public Unusable withoutLookup() {
            return new Unusable(
                    provenance,
                    application,
                    Optional.of(organization.value()),
                    "the message holds only the id: set orgrelay.sources." + provenance.source()
                            + ".lookup.url to look up the rest");
        }

        @Override
        public <T> T match(
                Function<ToApply, T> toApply,
                Function<ToRefetch, T> toRefetch,
                Function<ToResync, T> toResync,
                Function<NothingToDo, T> nothingToDo,
                Function<NotYet, T> notYet,
                Function<Unusable, T> unusable) {
            return toRefetch.apply(this);
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
        public <T> T match(
                Function<ToApply, T> toApply,
                Function<ToRefetch, T> toRefetch,
                Function<ToResync, T> toResync,
                Function<NothingToDo, T> nothingToDo,
                Function<NotYet, T> notYet,
                Function<Unusable, T> unusable) {
            return toResync.apply(this);
        }
    }

    /**
     * A message that concerns no organization.
     *
     * @param reason why, for people
     */
    record NothingToDo(Provenance provenance, String reason) implements Mapped {

        @Override
        public <T> T match(
                Function<ToApply, T> toApply,
                Function<ToRefetch, T> toRefetch,
                Function<ToResync, T> toResync,
                Function<NothingToDo, T> nothingToDo,
                Function<NotYet, T> notYet,
                Function<Unusable, T> unusable) {
            return nothingToDo.apply(this);
        }
    }

    /**
     * A change that takes effect later, and that its source wants to be kept back until then.
     *
     * @param delay how long the sender should wait before it sends it again
     */
    record NotYet(Change change, Duration delay) implements Mapped {

        @Override
        public Provenance provenance() {
            return change.provenance();
        }

        @Override
        public <T> T match(
                Function<ToApply, T> toApply,
                Function<ToRefetch, T> toRefetch,
                Function<ToResync, T> toResync,
                Function<NothingToDo, T> nothingToDo,
                Function<NotYet, T> notYet,
                Function<Unusable, T> unusable) {
            return notYet.apply(this);
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
        public <T> T match(
                Function<ToApply, T> toApply,
                Function<ToRefetch, T> toRefetch,
                Function<ToResync, T> toResync,
                Function<NothingToDo, T> nothingToDo,
                Function<NotYet, T> notYet,
                Function<Unusable, T> unusable) {
            return unusable.apply(this);
        }
    }
}
