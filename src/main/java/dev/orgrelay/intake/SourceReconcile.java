package dev.orgrelay.intake;

import dev.orgrelay.source.Source;
import io.smallrye.mutiny.Uni;

/** Brings the applications of a source in line with all that the source has. */
public interface SourceReconcile {

    /**
     * Takes a snapshot of {@code source}, and plans and applies what it says. Does not hold up the thread that calls it.
     *
     * @return one line for people about what was done; a failure if something is left to be done
     */
    Uni<String> run(Source source);

    /**
     * The same without applying anything.
     *
     * @return one line for people about what differs
     */
    Uni<String> plan(Source source);
}
