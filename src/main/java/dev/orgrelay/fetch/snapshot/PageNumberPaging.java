package dev.orgrelay.fetch.snapshot;

import java.net.URI;
import java.util.Optional;

/**
 * The pages, or their elements, are counted in a query parameter; the first page without elements is the end.
 *
 * @param parameter its name
 * @param first the number of the first page
 * @param step from one page to the next
 */
record PageNumberPaging(String parameter, int first, int step) implements Paging {

    @Override
    public URI first(URI configured) {
        return numbered(configured, 0);
    }

    @Override
    public boolean isLast(Page page) {
        return page.elements().isEmpty();
    }

    @Override
    public Optional<URI> next(Page page) {
        return Optional.of(numbered(page.uri(), page.number()));
    }

    private URI numbered(URI uri, int pagesBefore) {
        return Link.withParameter(uri, parameter, String.valueOf(first + (long) pagesBefore * step));
    }
}
