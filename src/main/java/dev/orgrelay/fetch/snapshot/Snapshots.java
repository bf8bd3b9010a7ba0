package dev.orgrelay.fetch.snapshot;

import dev.orgrelay.configuration.Mistakes;
import dev.orgrelay.configuration.OutboundUrl;
import dev.orgrelay.configuration.Words;
import dev.orgrelay.fetch.HttpReader;
import dev.orgrelay.mapping.BodyPath;
import dev.orgrelay.mapping.Mapping;
import dev.orgrelay.mapping.Routing;
import java.nio.charset.Charset;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Makes the snapshot of a source from its settings. */
public final class Snapshots {

    /** Stands for the page itself, because a setting cannot be empty. */
    private static final String PAGE = ".";

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
        Optional<Pages> pages = config.url().flatMap(url -> pages(url, config, clock, mistakes));
        return mapping.filter(understood -> pages.isPresent() == config.url().isPresent())
                .map(understood -> new Snapshot(
                        routing.source(),
                        pages,
                        new SnapshotElements(understood, routing, constants),
                        config.timeout(),
                        clock));
    }

    private static Optional<Pages> pages(OutboundUrl url, SnapshotConfig config, Clock clock, Mistakes mistakes) {
        check(url, config.dangerousPlainHttp(), mistakes);
        mistakes.requirePositive("max-pages", config.maxPages());
        mistakes.requirePositive("timeout", config.timeout(), "60s");
        PagingSettings settings = new PagingSettings(config, mistakes);
        Paging paging = settings.paging();
        PageReader elements = elements(config, settings, mistakes);
        return url.uri().flatMap(first -> HttpReader.of(
                        config.headers(), config.format().mediaType(), clock, mistakes)
                .map(reader -> new Pages(reader, first, elements, paging, config.maxPages())));
    }

    private static PageReader elements(SnapshotConfig config, PagingSettings settings, Mistakes mistakes) {
        boolean isPage = config.items().strip().equals(PAGE);
        mistakes.require(
                isPage || config.format() == PageFormat.JSON,
                "items",
                config.items(),
                "it is of no use with format = " + Words.written(config.format()));
        BodyPath items = isPage ? BodyPath.of("") : settings.path("items", config.items());
        return new PageReader(
                config.format(), items, config.charset().flatMap(name -> charset(name.strip(), mistakes)));
    }

    private static Optional<Charset> charset(String name, Mistakes mistakes) {
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalArgumentException e) {
            mistakes.add("charset", name, "allowed is a charset such as utf-8, windows-1252 or iso-8859-1");
            return Optional.empty();
        }
    }

    private static void check(OutboundUrl url, boolean mayBePlain, Mistakes mistakes) {
        boolean isUrl = mistakes.require(
                url.uri().isPresent(), "url", url, "allowed is an http or https URL, with credentials in headers");
        if (isUrl) {
            url.requireProtected("url", mayBePlain, mistakes);
        }
    }
}
