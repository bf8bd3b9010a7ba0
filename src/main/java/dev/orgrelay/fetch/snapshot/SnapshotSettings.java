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

/**
 * The settings of a source's snapshot.
 *
 * @param mistakes those with the settings below {@code orgrelay.sources.hr.snapshot}
 */
public record SnapshotSettings(SnapshotConfig config, Mistakes mistakes) {

    static final String NEXT = "next";
    static final String PARAMETER = "parameter";

    /** Stands for the page itself, because a setting cannot be empty. */
    private static final String PAGE = ".";

    /**
     * The snapshot; empty if nothing says what its elements mean, or if its settings are wrong.
     *
     * @param mapping its own, or that of the source
     */
    public Optional<Snapshot> snapshot(
            Routing routing, Map<String, String> constants, Optional<Mapping> mapping, Clock clock) {
        Optional<Pages> pages = config.url().flatMap(url -> pages(url, clock));
        return mapping.filter(understood -> pages.isPresent() == config.url().isPresent())
                .map(understood ->
                        new Snapshot(pages, understood, routing, Map.copyOf(constants), config.timeout(), clock));
    }

    private Optional<Pages> pages(OutboundUrl url, Clock clock) {
        boolean isUrl = mistakes.require(
                url.uri().isPresent(), "url", url, "allowed is an http or https URL, with credentials in headers");
        if (isUrl) {
            url.requireProtected("url", config.dangerousPlainHttp(), mistakes);
        }
        mistakes.requirePositive("max-pages", config.maxPages());
        mistakes.requirePositive("timeout", config.timeout(), "60s");
        Paging paging = paging();
        PageReader elements = elements();
        return url.uri().flatMap(first -> HttpReader.of(
                        config.headers(), config.format().mediaType(), clock, mistakes)
                .map(reader -> new Pages(reader, first, elements, paging, config.maxPages())));
    }

    private PageReader elements() {
        boolean isPage = config.items().strip().equals(PAGE);
        mistakes.require(
                isPage || config.format() == PageFormat.JSON,
                "items",
                config.items(),
                "it is of no use with format = " + Words.written(config.format()));
        BodyPath items = isPage ? BodyPath.of("") : path("items", config.items());
        return new PageReader(config.format(), items, config.charset().flatMap(name -> charset(name.strip())));
    }

    private Optional<Charset> charset(String name) {
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalArgumentException e) {
            mistakes.add("charset", name, "allowed is a charset such as utf-8, windows-1252 or iso-8859-1");
            return Optional.empty();
        }
    }

    /** How the pages follow each other. A setting that is of no use where it is set is a mistake: whoever set it expects further pages, and would get the first one for the whole. */
    private Paging paging() {
        mistakes.require(
                config.format() == PageFormat.JSON
                        || !config.paging().needs(NEXT) && config.more().isEmpty(),
                "format",
                Words.written(config.format()),
                "only a page of JSON can name the next one, or have more");
        check(NEXT, config.next());
        check(PARAMETER, config.parameter());
        Paging paging = byKind();
        return config.more().isPresent()
                ? new Paging.More(paging, path("more", config.more().get()))
                : paging;
    }

    private void check(String setting, Optional<String> value) {
        boolean isNeeded = config.paging().needs(setting);
        String word = Words.written(config.paging());
        if (isNeeded && value.filter(text -> !text.isBlank()).isEmpty()) {
            mistakes.add("paging", word, "it needs " + setting);
        } else if (!isNeeded && value.isPresent()) {
            mistakes.add(setting, value.get(), "it is of no use with paging = " + word);
        }
    }

    private Paging byKind() {
        String parameter = config.parameter().orElse("").strip();
        return switch (config.paging()) {
            case NONE -> page -> Optional.empty();
            case LINK_HEADER -> Paging::linkHeader;
            case NEXT_LINK -> new Paging.NextLink(next());
            case CURSOR -> new Paging.Cursor(next(), parameter);
            case PAGE_NUMBER -> {
                mistakes.require(config.firstPage() >= 0, "first-page", config.firstPage(), "allowed is 0 or more");
                mistakes.requirePositive("page-step", config.pageStep());
                yield new Paging.PageNumber(parameter, config.firstPage(), config.pageStep());
            }
        };
    }

    private BodyPath next() {
        return path(NEXT, config.next().orElse(""));
    }

    private BodyPath path(String setting, String written) {
        try {
            return BodyPath.of(written.strip());
        } catch (IllegalArgumentException e) {
            mistakes.add(setting, written, "allowed are names separated by dots");
            return BodyPath.of("");
        }
    }
}
