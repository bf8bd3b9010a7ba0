package dev.orgrelay.source.snapshot;

import dev.orgrelay.configuration.Mistakes;
import dev.orgrelay.mapping.BodyPath;
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
     * The snapshot; empty if none is configured, or if its settings are wrong.
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
        Optional<URI> url = SnapshotSettings.url(config, mistakes);
        Optional<BodyPath> items = SnapshotSettings.items(config, mistakes);
        Optional<Paging> paging = new PagingSettings(config, mistakes).paging();
        Optional<HttpReader> reader = HttpReader.of(config.headers(), clock, mistakes);
        boolean isRight = SnapshotSettings.areLimitsRight(config, mistakes);
        if (!isRight || reader.isEmpty() || url.isEmpty() || items.isEmpty() || paging.isEmpty() || mapping.isEmpty()) {
            return Optional.empty();
        }
        Pages pages = new Pages(reader.get(), url.get(), items.get(), paging.get(), config.maxPages());
        SnapshotElements elements = new SnapshotElements(mapping.get(), routing, constants);
        return Optional.of(new Snapshot(routing.source(), pages, elements, config.timeout(), clock));
    }
}
