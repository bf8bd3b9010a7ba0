package dev.orgrelay.source.snapshot;

import dev.orgrelay.configuration.Mistakes;
import dev.orgrelay.configuration.OutboundUrl;
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

    /** Stands for the page itself, because a setting cannot be empty. */
    private static final String PAGE = ".";

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
        Optional<URI> url = config.url().flatMap(OutboundUrl::uri);
        config.url().ifPresent(written -> check(written, config.dangerousPlainHttp(), mistakes));
        mistakes.requirePositive("max-pages", config.maxPages());
        mistakes.requirePositive("timeout", config.timeout(), "60s");
        PagingSettings settings = new PagingSettings(config, mistakes);
        Paging paging = settings.paging();
        BodyPath items = config.items().strip().equals(PAGE) ? BodyPath.of("") : settings.path("items", config.items());
        Optional<HttpReader> reader = HttpReader.of(config.headers(), clock, mistakes);
        if (url.isEmpty() || reader.isEmpty() || mapping.isEmpty()) {
            return Optional.empty();
        }
        Pages pages = new Pages(reader.get(), url.get(), items, paging, config.maxPages());
        SnapshotElements elements = new SnapshotElements(mapping.get(), routing, constants);
        return Optional.of(new Snapshot(routing.source(), pages, elements, config.timeout(), clock));
    }

    private static void check(OutboundUrl url, boolean mayBePlain, Mistakes mistakes) {
        boolean isUrl = mistakes.require(
                url.uri().isPresent(), "url", url, "allowed is an http or https URL, with credentials in headers");
        if (isUrl) {
            url.requireProtected("url", mayBePlain, mistakes);
        }
    }
}
