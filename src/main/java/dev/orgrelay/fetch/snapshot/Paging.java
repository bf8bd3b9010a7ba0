package dev.orgrelay.fetch.snapshot;

import java.net.URI;
import java.util.Optional;

/** How the pages of a snapshot follow each other. */
interface Paging {

    /** Where the first page is, given the configured URL. */
    default URI first(URI configured) {
        return configured;
    }

    /**
     * Whether {@code page} is the last one, whatever it names.
     *
     * @throws SnapshotException if the page does not say it clearly
     */
    default boolean isLast(Page page) throws SnapshotException {
        return false;
    }

    /**
     * Where the page after {@code page} is; empty if it names none.
     *
     * @throws SnapshotException if the page does not say it clearly
     */
    Optional<URI> next(Page page) throws SnapshotException;
}
