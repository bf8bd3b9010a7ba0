package dev.orgrelay.source.snapshot;

import dev.orgrelay.configuration.Mistakes;
import dev.orgrelay.configuration.OutboundUrl;
import dev.orgrelay.configuration.Words;
import dev.orgrelay.mapping.BodyPath;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.Optional;

/** The settings of a snapshot that are not about its pages. */
final class SnapshotSettings {

    /** Stands for the page itself, because a setting cannot be empty. */
    private static final String PAGE = ".";

    private SnapshotSettings() {}

    static Optional<URI> url(SnapshotConfig config, Mistakes mistakes) {
        String written = config.url().orElse("");
        Optional<OutboundUrl> url = OutboundUrl.of(written);
        mistakes.require(
                url.isPresent(),
                "url",
                OutboundUrl.shown(written),
                "allowed is an http or https URL, with credentials in headers");
        url.ifPresent(parsed -> parsed.requireProtected("url", config.dangerousPlainHttp(), mistakes));
        return url.map(OutboundUrl::uri);
    }

    static Optional<PageReader> elements(SnapshotConfig config, Mistakes mistakes) {
        String written = config.items().strip();
        mistakes.require(
                written.equals(PAGE) || config.format() == PageFormat.JSON,
                "items",
                written,
                "it is of no use with format = " + Words.written(config.format()));
        Optional<Charset> charset = config.charset().flatMap(name -> charset(name.strip(), mistakes));
        return path("items", written.equals(PAGE) ? "" : written, mistakes)
                .map(items -> new PageReader(config.format(), items, charset));
    }

    private static Optional<Charset> charset(String name, Mistakes mistakes) {
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalArgumentException e) {
            mistakes.add("charset", name, "allowed is a charset such as utf-8, windows-1252 or iso-8859-1");
            return Optional.empty();
        }
    }

    static Optional<BodyPath> path(String setting, String written, Mistakes mistakes) {
        try {
            return Optional.of(BodyPath.of(written));
        } catch (IllegalArgumentException e) {
            mistakes.add(setting, written, "allowed are names separated by dots");
            return Optional.empty();
        }
    }

    static boolean areLimitsRight(SnapshotConfig config, Mistakes mistakes) {
        long millis = config.timeout().toMillis();
        return mistakes.requirePositive("max-pages", config.maxPages())
                & mistakes.require(millis >= 1, "timeout", millis + "ms", "allowed is more than nothing");
    }
}
