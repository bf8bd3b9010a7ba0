package dev.orgrelay.source;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Provenance;
import java.util.Optional;
import java.util.function.Function;

/** What one message means. */
public sealed interface Mapped {

    Provenance provenance();

    /** One answer for each case. */
    <T> T match(Function<ToApply, T> toApply, Function<NothingToDo, T> nothingToDo, Function<Unusable, T> unusable);

    /** A change that should be applied. */
    record ToApply(Change change) implements Mapped {

        @Override
        public Provenance provenance() {
            return change.provenance();
        }

        @Override
        public <T> T match(
                Function<ToApply, T> toApply, Function<NothingToDo, T> nothingToDo, Function<Unusable, T> unusable) {
            return toApply.apply(this);
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
                Function<ToApply, T> toApply, Function<NothingToDo, T> nothingToDo, Function<Unusable, T> unusable) {
            return nothingToDo.apply(this);
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
                Function<ToApply, T> toApply, Function<NothingToDo, T> nothingToDo, Function<Unusable, T> unusable) {
            return unusable.apply(this);
        }
    }
}
