package dev.orgrelay.fetch.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.mapping.BodyPath;
import java.net.URI;
import java.util.Optional;

/**
 * A text in the body has to be sent back for the next page.
 *
 * @param place where in the body
 * @param parameter the query parameter that it is sent in
 */
record CursorPaging(BodyPath place, String parameter) implements Paging {

    @Override
    public Optional<URI> next(Page page) throws SnapshotException {
        JsonNode cursor = place.find(page.body());
        if (Absent.is(cursor)) {
            return Optional.empty();
        }
        if (!cursor.isTextual() && !cursor.isIntegralNumber()) {
            throw new SnapshotException("'" + place + "' is neither a text nor a whole number, so it is no cursor");
        }
        return Optional.of(Link.withParameter(page.uri(), parameter, cursor.asText()));
    }
}
