package dev.orgrelay.fetch.snapshot;

import java.net.URI;
import java.util.Optional;

/** The header {@code Link} names the next page. */
final class LinkHeaderPaging implements Paging {

    @Override
    public Optional<URI> next(Page page) throws SnapshotException {
        Optional<String> target = LinkHeader.next(page.links());
        return target.isEmpty() ? Optional.empty() : Optional.of(Link.from(page.uri(), target.get()));
    }
}
