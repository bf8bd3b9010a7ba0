package dev.orgrelay.fetch.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.mapping.BodyPath;
import java.net.URI;
import java.util.Optional;

/**
 * The body names the next page.
 *
 * @param place where in the body
 */
record NextLinkPaging(BodyPath place) implements Paging {

    @Override
    public Optional<URI> next(Page page) throws SnapshotException {
        JsonNode link = place.find(page.body());
        if (Absent.is(link)) {
            return Optional.empty();
        }
        if (!link.isTextual()) {
            throw new SnapshotException("'" + place + "' is no text, so it is no link");
        }
        return Optional.of(Link.from(page.uri(), link.textValue()));
    }
}
