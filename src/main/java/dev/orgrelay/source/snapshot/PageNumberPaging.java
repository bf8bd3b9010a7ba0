package dev.orgrelay.source.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.mapping.BodyPath;
import java.net.URI;
import java.util.Optional;

/**
 * The pages, or their elements, are counted in a query parameter.
 *
 * @param parameter its name
 * @param first the number of the first page
 * @param step from one page to the next
 * @param more where a page tells whether there are more; without it the first page without elements is the end
 */
record PageNumberPaging(String parameter, int first, int step, Optional<BodyPath> more) implements Paging {

    @Override
    public URI first(URI configured) {
        return numbered(configured, 0);
    }

    @Override
    public Optional<URI> next(Page page) throws SnapshotException {
        boolean goesOn =
                more.isPresent() ? saysMore(more.get(), page) : !page.elements().isEmpty();
        return goesOn ? Optional.of(numbered(page.uri(), page.number())) : Optional.empty();
    }

    private static boolean saysMore(BodyPath place, Page page) throws SnapshotException {
        JsonNode said = place.find(page.body());
        if (said.isBoolean()) {
            return said.booleanValue();
        }
        if (said.isInt()) {
            return page.number() < said.intValue();
        }
        throw new SnapshotException("'" + place
                + "' is neither true nor false nor the number of all pages, so nobody knows whether more follow");
    }

    private URI numbered(URI uri, int pagesBefore) {
        return Link.withParameter(uri, parameter, String.valueOf(first + (long) pagesBefore * step));
    }
}
