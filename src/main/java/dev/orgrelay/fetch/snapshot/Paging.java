package dev.orgrelay.fetch.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.mapping.BodyPath;
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

    /** The header {@code Link} names the next page. */
    static Optional<URI> linkHeader(Page page) throws SnapshotException {
        Optional<String> target = LinkHeader.next(page.links());
        return target.isEmpty() ? Optional.empty() : Optional.of(Link.from(page.uri(), target.get()));
    }

    /**
     * The body names the next page.
     *
     * @param place where in the body
     */
    record NextLink(BodyPath place) implements Paging {

        @Override
        public Optional<URI> next(Page page) throws SnapshotException {
            JsonNode link = place.find(page.body());
            if (isAbsent(link)) {
                return Optional.empty();
            }
            if (!link.isTextual()) {
                throw new SnapshotException("'" + place + "' is no text, so it is no link");
            }
            return Optional.of(Link.from(page.uri(), link.textValue()));
        }
    }

    /**
     * A text in the body has to be sent back for the next page.
     *
     * @param place where in the body
     * @param parameter the query parameter that it is sent in
     */
    record Cursor(BodyPath place, String parameter) implements Paging {

        @Override
        public Optional<URI> next(Page page) throws SnapshotException {
            JsonNode cursor = place.find(page.body());
            if (isAbsent(cursor)) {
                return Optional.empty();
            }
            if (!cursor.isTextual() && !cursor.isIntegralNumber()) {
                throw new SnapshotException("'" + place + "' is neither a text nor a whole number, so it is no cursor");
            }
            return Optional.of(Link.withParameter(page.uri(), parameter, cursor.asText()));
        }
    }

    /** The ways in which senders say that no page follows: no member, null, {@code false}, or an empty text. */
    private static boolean isAbsent(JsonNode node) {
        return node.isMissingNode()
                || node.isNull()
                || node.isBoolean() && !node.booleanValue()
                || node.isTextual() && node.textValue().isEmpty();
    }

    /**
     * The pages, or their elements, are counted in a query parameter; the first page without elements is the end.
     *
     * @param parameter its name
     * @param first the number of the first page
     * @param step from one page to the next
     */
    record PageNumber(String parameter, int first, int step) implements Paging {

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

    /**
     * Pages that tell whether more follow, which is what counts: the last page of some senders still names a next one.
     *
     * @param paging how they follow each other
     * @param more where in the body it is told: true or false, or the number of all pages
     */
    record More(Paging paging, BodyPath more) implements Paging {

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
}
