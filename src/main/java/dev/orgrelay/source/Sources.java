package dev.orgrelay.source;

import dev.orgrelay.configuration.KeyCheck;
import dev.orgrelay.configuration.Mistakes;
import dev.orgrelay.configuration.StrictSettings;
import dev.orgrelay.mapping.Routing;
import dev.orgrelay.message.EventsReader;
import dev.orgrelay.message.Redaction;
import dev.orgrelay.organization.AllowedEffects;
import dev.orgrelay.organization.SourceIds;
import dev.orgrelay.organization.Text;
import dev.orgrelay.source.SourcesConfig.SourceConfig;
import dev.orgrelay.source.preset.ShippedSettings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The configured sources by name. */
@Singleton
public class Sources {

    /** The source that exists without being configured. */
    public static final String DEFAULT = "default";

    private final SourceIds ids;
    private final Clock clock;
    private final Map<String, Source> sources = new HashMap<>();
    private final Map<String, SourceDescription> descriptions = new TreeMap<>();
    private final Map<String, String> destinations = new TreeMap<>();
    private final Mistakes mistakes = Mistakes.below("orgrelay");

    @Inject
    Sources(SourcesConfig config, IdsConfig idsConfig, Clock clock) {
        this(config.byName(), idsConfig.ids(), clock);
    }

    private Sources(Map<String, SourceConfig> config, int rule, Clock clock) {
        this.clock = clock;
        this.ids = SourceIds.numbered(rule).orElse(SourceIds.SECOND);
        mistakes.require(SourceIds.numbered(rule).isPresent(), "ids", rule, "allowed are 1 and 2");
        new TreeMap<>(config).forEach((name, source) -> {
            SourceSettings settings =
                    new SourceSettings(name, source, ids, mistakes.in("sources").in(name));
            sources.put(name, settings.source(clock));
            destinations.putAll(settings.destinations());
            descriptions.put(name, SourceDescription.of(name, source));
        });
        sources.computeIfAbsent(DEFAULT, name -> unconfigured(clock));
        descriptions.computeIfAbsent(DEFAULT, SourceDescription::unconfigured);
    }

    /**
     * Those that {@code settings} tell of, without the rest of the program.
     *
     * @param wanted which of them are of interest; of the others nothing needs to be right but the form of values
     * @throws io.smallrye.config.ConfigValidationException if a value cannot be converted
     */
    public static Sources of(SmallRyeConfigBuilder settings, Predicate<String> wanted, Clock clock) {
        SmallRyeConfig config = config(settings);
        Map<String, SourceConfig> byName =
                new TreeMap<>(config.getConfigMapping(SourcesConfig.class).byName());
        byName.keySet().removeIf(wanted.negate());
        Sources sources =
                new Sources(byName, config.getConfigMapping(IdsConfig.class).ids(), clock);
        KeyCheck.mistakes(config).stream()
                .filter(line ->
                        byName.keySet().stream().anyMatch(name -> line.startsWith("orgrelay.sources." + name + ".")))
                .forEach(sources.mistakes::addLine);
        return sources;
    }

    public Optional<Source> named(String name) {
        return Optional.ofNullable(sources.get(name));
    }

    /** A source as {@code preset} alone sets it up; nobody can send to it. */
    public Source ofPreset(String preset) {
        SmallRyeConfigBuilder settings = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(
                        Map.of("orgrelay.sources." + preset + ".preset", preset), preset, 0));
        SourceConfig source =
                config(settings).getConfigMapping(SourcesConfig.class).byName().get(preset);
        return new SourceSettings(preset, source, ids, Mistakes.below("orgrelay.sources." + preset)).source(clock);
    }

    /** What {@code settings} say of sources, with what ships with the program. */
    private static SmallRyeConfig config(SmallRyeConfigBuilder settings) {
        return settings.withCustomizers(new StrictSettings())
                .withSources(new ShippedSettings())
                .withMapping(SourcesConfig.class)
                .withMapping(IdsConfig.class)
                .build();
    }

    /** How all of them are configured, by name. */
    public List<SourceDescription> descriptions() {
        return List.copyOf(descriptions.values());
    }

    /** What the ids of senders become. */
    public SourceIds ids() {
        return ids;
    }

    /** The source named {@value #DEFAULT}. */
    public Source byDefault() {
        return sources.get(DEFAULT);
    }

    /** The sources of which everything can be read, by name. */
    public List<Source> withSnapshot() {
        return sources.values().stream()
                .filter(source -> source.snapshot().isPresent())
                .sorted(Comparator.comparing(Source::name))
                .toList();
    }

    /** What is wrong with the configuration, one line for each mistake: key, value, what is allowed. */
    public List<String> mistakes() {
        return mistakes.lines();
    }

    /** One line for each setting that sends changes to an application that is not among {@code known}, if any is. */
    public List<String> unknownApplications(Set<String> known) {
        if (known.isEmpty()) {
            return List.of();
        }
        return destinations.entrySet().stream()
                .filter(destination -> !known.contains(destination.getValue()))
                .map(destination -> destination.getKey() + " = " + Text.shorten(destination.getValue())
                        + ": allowed are the configured applications, " + String.join(", ", known))
                .toList();
    }

    /** One line for each source that hands its changes over by the change queue, to be used if there is none. */
    public List<String> withoutQueue() {
        return sources.values().stream()
                .filter(source -> source.deliveryMode() == DeliveryMode.QUEUE)
                .map(source -> "orgrelay.sources." + source.name() + ".delivery = queue: there is no change queue,"
                        + " set orgrelay.storage.connection-string to a storage account, or use direct")
                .sorted()
                .toList();
    }

    /** Whether any source wants what takes effect later to be kept until then. */
    public boolean deferWhatIsAhead() {
        return sources.values().stream().anyMatch(Source::defersWhatIsAhead);
    }

    private static Source unconfigured(Clock clock) {
        return new Source(
                DEFAULT,
                SourceSettings.closed(DEFAULT),
                new Handshakes(Handshakes.OF_EVENTS, List.of(WebHookHandshake.ANY)),
                new Interpretation(
                        Optional.empty(),
                        EventsReader.either(),
                        new EventMessages(EventsReader.either()),
                        new Routing(DEFAULT, DEFAULT, Map.of()),
                        Map.of(),
                        KeepMessages.KEPT,
                        Redaction.USUAL,
                        clock),
                AllowedEffects.ALL,
                FuturePolicy.APPLY,
                Optional.empty(),
                new Answering(
                        Answering.Form.REPORT,
                        DEFAULT,
                        new ScimSettings(ScimSettings.Hierarchy.NONE, Optional.empty())),
                DeliveryMode.DIRECT,
                Optional.empty(),
                new RecordRules(SourceSettings.NO_SCHEME, Redaction.USUAL, true),
                clock);
    }
}
