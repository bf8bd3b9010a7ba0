package dev.orgrelay.source.lookup;

import dev.orgrelay.configuration.OutboundUrl;
import dev.orgrelay.mapping.Mapping;
import dev.orgrelay.organization.SourceIds;
import dev.orgrelay.organization.Text;
import dev.orgrelay.source.fetch.HttpReader;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Makes the lookup of a source from its settings. */
public final class Lookups {

    private Lookups() {}

    /**
     * The lookup, or empty if none is configured.
     *
     * @param key where the settings are: {@code orgrelay.sources.hr.lookup}
     * @param ids what the sender's ids become
     * @param mistakes takes one line for each mistake: key, value, what is allowed
     */
    public static Optional<Lookup> of(
            LookupConfig config,
            String key,
            String source,
            Map<String, String> constants,
            SourceIds ids,
            Clock clock,
            Consumer<String> mistakes) {
        if (config.url().isEmpty()) {
            if (config.mapping().isPresent() || !config.headers().isEmpty()) {
                mistakes.accept(
                        key + ".url is not set: it says where to look up, like https://hr.example/departments/{id}");
            }
            return Optional.empty();
        }
        Optional<UrlTemplate> url = checked(
                () -> new UrlTemplate(config.url().get()),
                key + ".url = " + OutboundUrl.shown(config.url().get()),
                mistakes);
        url.filter(parsed -> !parsed.isProtected() && !config.dangerousPlainHttp())
                .ifPresent(parsed -> mistakes.accept(
                        key + ".url = " + OutboundUrl.shown(parsed.template()) + ": " + OutboundUrl.ONLY_PROTECTED));
        Optional<NotFound> notFound = checked(
                () -> NotFound.of(config.notFound()),
                key + ".not-found = " + Text.shorten(config.notFound()),
                mistakes);
        Optional<Mapping> mapping = mapping(config, key, ids, mistakes);
        Optional<HttpReader> reader = reader(config, key, mistakes);
        if (List.of(url, notFound, mapping, reader).stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        return Optional.of(new Lookup(
                source, url.get(), reader.get(), config.timeout(), mapping.get(), notFound.get(), constants, clock));
    }

    private static Optional<Mapping> mapping(
            LookupConfig config, String key, SourceIds ids, Consumer<String> mistakes) {
        if (config.mapping().isEmpty()) {
            mistakes.accept(key + ".mapping is not set: JSONata that makes a change of the answer");
            return Optional.empty();
        }
        try {
            return Optional.of(Mapping.compile(config.mapping().get(), key + ".mapping", ids));
        } catch (IllegalArgumentException e) {
            mistakes.accept(e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<HttpReader> reader(LookupConfig config, String key, Consumer<String> mistakes) {
        boolean isInTime = config.timeout().compareTo(Duration.ofMillis(1)) >= 0;
        if (!isInTime) {
            mistakes.accept(key + ".timeout = " + config.timeout() + ": allowed is a millisecond or more, like 5s");
        }
        List<String> unsendable = config.headers().entrySet().stream()
                .filter(header -> !HttpReader.isHeader(header.getKey(), header.getValue()))
                .map(header -> key + ".headers." + Text.shorten(header.getKey())
                        + " = (not shown): a request cannot have this header, or not with this value")
                .toList();
        unsendable.forEach(mistakes);
        return isInTime && unsendable.isEmpty() ? Optional.of(new HttpReader(config.headers())) : Optional.empty();
    }

    private static <T> Optional<T> checked(Supplier<T> make, String setting, Consumer<String> mistakes) {
        try {
            return Optional.of(make.get());
        } catch (IllegalArgumentException e) {
            mistakes.accept(setting + ": " + e.getMessage());
            return Optional.empty();
        }
    }
}
