package dev.orgrelay.source.snapshot;

import dev.orgrelay.configuration.Mistakes;
import dev.orgrelay.mapping.Mapping;
import dev.orgrelay.mapping.Routing;
import dev.orgrelay.source.fetch.HttpReader;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Makes the snapshot of a source from its settings. */
public final class Snapshots {

    private Snapshots() {}

    /**
     * The snapshot; empty if nothing says what its elements mean, or if its settings are wrong.
     *
     * @param mapping its own, or that of the source
     * @param mistakes those with the settings below {@code orgrelay.sources.hr.snapshot}
     */
    public static Optional<Snapshot> of(
            SnapshotConfig config,
            Routing routing,
            Map<String, String> constants,
            Optional<Mapping> mapping,
            Clock clock,
            Mistakes mistakes) {
        boolean isAtSender = config.url().isPresent();
        Optional<Pages> pages = isAtSender ? pages(config, clock, mistakes) : Optional.empty();
        return mapping.filter(understood -> pages.isPresent() == isAtSender)
                .map(understood -> new Snapshot(
                        routing.source(),
                        pages,
                        new SnapshotElements(understood, routing, constants),
                        config.timeout(),
                        clock));
    }

    private static Optional<Pages> pages(SnapshotConfig config, Clock clock, Mistakes mistakes) {
        Optional<URI> url = SnapshotSettings.url(config, mistakes);
        Optional<PageReader> elements = SnapshotSettings.elements(config, mistakes);
        Optional<Paging> paging = new PagingSettings(config, mistakes).paging();
        String accepted = config.format().mediaType();
        Optional<HttpReader> reader = HttpReader.of(config.headers(), accepted, clock, mistakes);
        boolean isRight = SnapshotSettings.areLimitsRight(config, mistakes);
        return isRight && reader.isPresent() && url.isPresent() && elements.isPresent() && paging.isPresent()
                ? Optional.of(new Pages(reader.get(), url.get(), elements.get(), paging.get(), config.maxPages()))
                : Optional.empty();
    }
}
