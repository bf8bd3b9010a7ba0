package dev.orgrelay.fetch.snapshot;

import dev.orgrelay.fetch.HttpReader;
import dev.orgrelay.message.IntakeException;
import dev.orgrelay.message.ReadRow;
import dev.orgrelay.organization.Text;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads all pages of a snapshot. Blocks.
 *
 * @param most the most pages
 */
record Pages(HttpReader reader, URI url, PageReader elements, Paging paging, int most) {

    /**
     * All pages, in their order.
     *
     * @throws SnapshotException if one of them fails, with its number
     */
    List<Page> read(Budget budget) throws SnapshotException {
        List<Page> pages = new ArrayList<>();
        Set<URI> seen = new HashSet<>();
        Set<List<ReadRow>> contents = new HashSet<>();
        Optional<URI> next = Optional.of(paging.first(url));
        while (next.isPresent()) {
            int number = pages.size() + 1;
            try {
                URI uri = requireNew(next.get(), seen);
                Page page = elements.page(number, uri, budget.read(reader, uri));
                requireOther(page, contents);
                next = paging.isLast(page) ? Optional.empty() : paging.next(page);
                pages.add(page);
            } catch (SnapshotException e) {
                throw e.in("page " + number);
            } catch (IntakeException e) {
                throw new SnapshotException("page " + number + ": " + e.getMessage());
            }
        }
        return pages;
    }

    private URI requireNew(URI next, Set<URI> seen) throws SnapshotException {
        if (seen.size() == most) {
            throw new SnapshotException("there are more than " + Text.count(most, "page"));
        }
        if (!seen.add(next)) {
            throw new SnapshotException(
                    "it was read before, the pages go round in a circle; if the last page still names"
                            + " a next one, set snapshot.more");
        }
        return next;
    }

    /** A sender that does not know the query parameter answers with its first page, for ever; one that loses its place goes round. */
    private static void requireOther(Page page, Set<List<ReadRow>> before) throws SnapshotException {
        if (!page.elements().isEmpty() && !before.add(page.elements())) {
            throw new SnapshotException("it is the same as one before, so the sender does not turn the pages");
        }
    }
}
