package dev.orgrelay.source.snapshot;

import dev.orgrelay.configuration.Mistakes;
import dev.orgrelay.configuration.OutboundUrl;
import dev.orgrelay.mapping.BodyPath;
import java.net.URI;
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

    static Optional<BodyPath> items(SnapshotConfig config, Mistakes mistakes) {
        String written = config.items().strip();
        return path("items", written.equals(PAGE) ? "" : written, mistakes);
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
