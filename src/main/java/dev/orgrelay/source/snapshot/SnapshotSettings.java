package dev.orgrelay.source.snapshot;

import dev.orgrelay.configuration.OutboundUrl;
import dev.orgrelay.mapping.BodyPath;
import dev.orgrelay.source.fetch.HttpReader;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The settings of a snapshot that are not about its pages. */
final class SnapshotSettings {

    /** Stands for the page itself, because a setting cannot be empty. */
    private static final String PAGE = ".";

    private SnapshotSettings() {}

    static Optional<URI> url(SnapshotConfig config, SettingMistakes mistakes) {
        String written = config.url().orElse("");
        Optional<OutboundUrl> url = OutboundUrl.of(written);
        if (url.isEmpty()) {
            mistakes.add(
                    "url", OutboundUrl.shown(written), "allowed is an http or https URL, with credentials in headers");
        }
        url.filter(parsed -> !parsed.isProtected() && !config.dangerousPlainHttp())
                .ifPresent(parsed -> mistakes.add("url", parsed.toString(), OutboundUrl.ONLY_PROTECTED));
        return url.map(OutboundUrl::uri);
    }

    static Optional<BodyPath> items(SnapshotConfig config, SettingMistakes mistakes) {
        String written = config.items().strip();
        return path("items", written.equals(PAGE) ? "" : written, mistakes);
    }

    static Optional<BodyPath> path(String setting, String written, SettingMistakes mistakes) {
        try {
            return Optional.of(BodyPath.of(written));
        } catch (IllegalArgumentException e) {
            mistakes.add(setting, written, "allowed are names separated by dots");
            return Optional.empty();
        }
    }

    static boolean checkHeaders(SnapshotConfig config, SettingMistakes mistakes) {
        boolean isRight = true;
        for (Map.Entry<String, String> header : new TreeMap<>(config.headers()).entrySet()) {
            if (!HttpReader.isHeader(header.getKey(), header.getValue())) {
                mistakes.add("headers." + header.getKey(), "(not shown)", "a request cannot have such a header");
                isRight = false;
            }
        }
        return isRight;
    }

    static boolean checkLimits(SnapshotConfig config, SettingMistakes mistakes) {
        boolean isRight = true;
        if (config.maxPages() < 1) {
            mistakes.add("max-pages", String.valueOf(config.maxPages()), "allowed is 1 or more");
            isRight = false;
        }
        if (config.timeout().toMillis() < 1) {
            mistakes.add("timeout", config.timeout().toMillis() + "ms", "allowed is more than nothing");
            isRight = false;
        }
        return isRight;
    }
}
