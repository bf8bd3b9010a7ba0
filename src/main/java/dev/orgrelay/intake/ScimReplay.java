package dev.orgrelay.intake;

import dev.orgrelay.journal.Recording;
import dev.orgrelay.message.Delivery;
import dev.orgrelay.source.Source;
import io.smallrye.mutiny.Uni;

/** Who reads requests of SCIM clients again: what they mean depends on what there is. */
public interface ScimReplay {

    /**
     * What becomes of a request now, of a client that has proved who it is.
     *
     * @param delivery with the time at which it was received; what is newer stays
     * @param isDryRun whether nothing is to be changed
     */
    Uni<Report> replay(Source source, Delivery delivery, boolean isDryRun, Recording recording);
}
