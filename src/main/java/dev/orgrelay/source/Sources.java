package dev.orgrelay.source;

import dev.orgrelay.organization.Operation;
import dev.orgrelay.organization.Text;
import dev.orgrelay.source.SourcesConfig.SourceConfig;
import dev.orgrelay.source.authentication.Authenticator;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The configured sources by name. */
@ApplicationScoped
public class Sources {

    /** The source that exists without being configured. */
    public static final String DEFAULT = "default";

    private static final String PREFIX = "orgrelay.sources.";
    private static final Map<String, EventsReader> READERS =
            Map.of("cloudevents", EventsReader.cloudEvents(), "event-grid", EventsReader.eventGrid());

    private final Clock clock;
    private final Set<String> configured;
    private final Map<String, Source> sources = new HashMap<>();
    private final List<String> mistakes = new ArrayList<>();

    Sources(SourcesConfig config, Clock clock) {
        this.clock = clock;
        this.configured = config.byName().keySet();
        new TreeMap<>(config.byName()).forEach((name, source) -> sources.put(name, source(name, source)));
        sources.computeIfAbsent(DEFAULT, name -> unconfigured());
    }

    public Optional<Source> named(String name) {
        return Optional.ofNullable(sources.get(name));
    }

    /** The source named {@value #DEFAULT}. */
    public Source byDefault() {
        return sources.get(DEFAULT);
    }

    /** What is wrong with the configuration, one line for each mistake: key, value, what is allowed. */
    public List<String> mistakes() {
        return List.copyOf(mistakes);
    }

    /** One line for each configured source whose changes would go to an application that is not among {@code known}, if any is. */
    public List<String> unknownApplications(Set<String> known) {
        if (known.isEmpty()) {
            return List.of();
        }
        return sources.values().stream()
                .filter(source -> configured.contains(source.name()) && !known.contains(source.application()))
                .map(source -> PREFIX + source.name() + ".application = " + Text.shorten(source.application())
                        + ": allowed are the configured applications, " + String.join(", ", known))
                .sorted()
                .toList();
    }

    private Source source(String name, SourceConfig config) {
        return new Source(
                name,
                config.application(),
                authenticator(name, config),
                reader(name, config),
                operations(name, config),
                config.allowedOrigins());
    }

    private Authenticator authenticator(String name, SourceConfig config) {
        String key = PREFIX + name + ".authentication";
        if (name.equals(DEFAULT) && config.authentication().scheme().isEmpty()) {
            return closed();
        }
        try {
            return Authenticator.of(config.authentication(), key, clock);
        } catch (IllegalArgumentException e) {
            e.getMessage().lines().forEach(mistakes::add);
            return closed();
        }
    }

    private EventsReader reader(String name, SourceConfig config) {
        return config.format().map(format -> reader(name, format)).orElseGet(EventsReader::either);
    }

    private EventsReader reader(String name, String format) {
        EventsReader reader = READERS.get(format.toLowerCase(Locale.ROOT));
        if (reader == null) {
            mistakes.add(
                    PREFIX + name + ".format = " + Text.shorten(format) + ": allowed are cloudevents and event-grid");
            return EventsReader.either();
        }
        return reader;
    }

    private AllowedOperations operations(String name, SourceConfig config) {
        Set<Operation> operations = EnumSet.noneOf(Operation.class);
        for (String word : config.operations()) {
            AllowedOperations.NAMEABLE.stream()
                    .filter(operation -> operation.word().equals(word.trim().toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .ifPresentOrElse(operations::add, () -> mistakes.add(notAnOperation(name, word)));
        }
        return new AllowedOperations(operations);
    }

    private static String notAnOperation(String name, String word) {
        String allowed =
                AllowedOperations.NAMEABLE.stream().map(Operation::word).collect(Collectors.joining(", "));
        return PREFIX + name + ".operations = " + Text.shorten(word) + ": allowed are " + allowed;
    }

    private static Source unconfigured() {
        AllowedOperations all = new AllowedOperations(AllowedOperations.NAMEABLE);
        return new Source(DEFAULT, DEFAULT, closed(), EventsReader.either(), all, List.of(WebHookHandshake.ANY));
    }

    private static Authenticator closed() {
        return delivery -> {
            throw new IntakeException.Unauthenticated(
                    "nobody can send here yet: set orgrelay.sources.default.authentication.scheme");
        };
    }
}
