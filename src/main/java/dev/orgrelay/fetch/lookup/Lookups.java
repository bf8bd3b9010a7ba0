package dev.orgrelay.fetch.lookup;

import dev.orgrelay.configuration.Mistakes;
import dev.orgrelay.configuration.OutboundUrl;
import dev.orgrelay.fetch.HttpReader;
import dev.orgrelay.mapping.Mapping;
import dev.orgrelay.organization.SourceIds;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/** Makes the lookup of a source from its settings. */
public final class Lookups {

    private Lookups() {}

    /**
     * The lookup, or empty if none is configured.
     *
     * @param ids what the sender's ids become
     * @param zone of the sender's times without one
     * @param mistakes those with the settings below {@code orgrelay.sources.hr.lookup}
     */
    public static Optional<Lookup> of(
            LookupConfig config,
            String source,
            Map<String, String> constants,
            SourceIds ids,
            ZoneId zone,
            Clock clock,
            Mistakes mistakes) {
        if (config.url().isEmpty()) {
            if (config.mapping().isPresent() || !config.headers().isEmpty()) {
                mistakes.addMissing("url", "it says where to look up, like https://hr.example/departments/{id}");
            }
            return Optional.empty();
        }
        Optional<UrlTemplate> url = url(config.url().get(), config.dangerousPlainHttp(), mistakes);
        Optional<Mapping> mapping = mapping(config, ids, zone, mistakes);
        mistakes.requirePositive("timeout", config.timeout(), "5s");
        Optional<HttpReader> reader = HttpReader.of(config.headers(), "application/json", clock, mistakes);
        if (url.isEmpty() || mapping.isEmpty() || reader.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Lookup(
                source, url.get(), reader.get(), config.timeout(), mapping.get(), config.notFound(), constants, clock));
    }

    private static Optional<UrlTemplate> url(OutboundUrl written, boolean mayBePlain, Mistakes mistakes) {
        try {
            UrlTemplate url = new UrlTemplate(written.text());
            mistakes.require(mayBePlain || url.isProtected(), "url", written, OutboundUrl.ONLY_PROTECTED);
            return Optional.of(url);
        } catch (IllegalArgumentException e) {
            mistakes.add("url", written, e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<Mapping> mapping(LookupConfig config, SourceIds ids, ZoneId zone, Mistakes mistakes) {
        if (config.mapping().isEmpty()) {
            mistakes.addMissing("mapping", "JSONata that makes a change of the answer");
            return Optional.empty();
        }
        try {
            return Optional.of(Mapping.compile(config.mapping().get(), mistakes.key("mapping"), ids, zone));
        } catch (IllegalArgumentException e) {
            mistakes.addLine(e.getMessage());
            return Optional.empty();
        }
    }
}
