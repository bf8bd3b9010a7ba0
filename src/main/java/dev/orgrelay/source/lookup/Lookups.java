package dev.orgrelay.source.lookup;

import dev.orgrelay.source.fetch.HttpReader;
import dev.orgrelay.source.mapping.Mapping;
import java.time.Clock;
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
     * @param mistakes takes one line for each mistake: key, value, what is allowed
     */
    public static Optional<Lookup> of(
            LookupConfig config,
            String key,
            String source,
            Map<String, String> constants,
            Clock clock,
            Consumer<String> mistakes) {
        if (config.url().isEmpty()) {
            return Optional.empty();
        }
        Optional<UrlTemplate> url = checked(
                () -> new UrlTemplate(config.url().get()),
                key + ".url = " + config.url().get(),
                mistakes);
        Optional<NotFound> notFound =
                checked(() -> NotFound.of(config.notFound()), key + ".not-found = " + config.notFound(), mistakes);
        Optional<Mapping> mapping = mapping(config, key, mistakes);
        if (List.of(url, notFound, mapping).stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        return Optional.of(new Lookup(
                source,
                url.get(),
                new HttpReader(config.headers()),
                config.timeout(),
                mapping.get(),
                notFound.get(),
                constants,
                clock));
    }

    private static Optional<Mapping> mapping(LookupConfig config, String key, Consumer<String> mistakes) {
        if (config.mapping().isEmpty()) {
            mistakes.accept(key + ".mapping is not set: JSONata that makes a change of the answer");
            return Optional.empty();
        }
        try {
            return Optional.of(Mapping.compile(config.mapping().get(), key + ".mapping"));
        } catch (IllegalArgumentException e) {
            mistakes.accept(e.getMessage());
            return Optional.empty();
        }
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
