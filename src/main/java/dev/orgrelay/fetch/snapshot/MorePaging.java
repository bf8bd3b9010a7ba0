package dev.orgrelay.fetch.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.mapping.BodyPath;
import java.net.URI;
import java.util.Optional;

/**
 * Pages that tell whether more follow, which is what counts: the last page of some senders still names a next one.
 *
 * @param paging how they follow each other
 * @param more where in the body it is told: true or false, or the number of all pages
 */
record MorePaging(Paging paging, BodyPath more) implements Paging {

    @Override
    public URI first(URI configured) {
        return paging.first(configured);
    }

    @Override
    public boolean isLast(Page page) throws SnapshotException {
        JsonNode said = more.find(page.body());
        if (said.isBoolean()) {
            return !said.booleanValue();
        }
        if (said.isInt()) {
            return page.number() >= said.intValue();
        }
        throw new SnapshotException("'" + more
                + "' is neither true nor false nor the number of all pages, so nobody knows whether more follow");
    }

    @Override
    public Optional<URI> next(Page page) throws SnapshotException {
        Optional<URI> next = paging.next(page);
        if (next.isEmpty()) {
            throw new SnapshotException("'" + more + "' says that more follow, but it names no next page");
        }
        return next;
    }
}
