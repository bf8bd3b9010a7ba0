package dev.orgrelay.source;

import dev.orgrelay.mapping.Input;
import dev.orgrelay.mapping.Routing;
import dev.orgrelay.organization.AllowedEffects;
import dev.orgrelay.organization.Effect;
import dev.orgrelay.organization.SourceIds;
import dev.orgrelay.organization.Text;
import dev.orgrelay.proof.Authenticator;
import dev.orgrelay.proof.Closed;
import dev.orgrelay.proof.entra.EntraSettings;
import dev.orgrelay.source.SourcesConfig.SourceConfig;
import dev.orgrelay.source.lookup.Lookups;
import dev.orgrelay.source.preset.Preset;
import dev.orgrelay.source.snapshot.Snapshot;
import dev.orgrelay.source.snapshot.Snapshots;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The settings of one source; what is wrong with them becomes a line for each mistake. */
final class SourceSettings {

    private final String key;
    private final String name;
    private final SourceConfig config;
    private final SourceIds ids;
    private final List<String> mistakes;

    /** @param mistakes gets the lines */
    SourceSettings(String name, SourceConfig config, SourceIds ids, List<String> mistakes) {
        this.ids = ids;
        this.key = "orgrelay.sources." + name + ".";
        this.name = name;
        this.config = config;
        this.mistakes = mistakes;
    }

    /** The source; it is of use only if nothing is wrong. */
    Source source(Clock clock) {
        checkPreset();
        checkConstants();
        Authenticator authenticator = authenticator(clock);
        InterpreterSettings meaning = new InterpreterSettings(this, name, config);
        Source source = new Source(
                name,
                authenticator,
                handshakes(meaning),
                meaning.meaning(clock),
                operations(),
                future(),
                Lookups.of(config.lookup(), key("lookup"), name, config.constants(), ids, clock, mistakes::add),
                answering(),
                handover(),
                snapshot(clock),
                clock);
        return source;
    }

    private Optional<Snapshot> snapshot(Clock clock) {
        if (config.snapshot().url().isEmpty()) {
            return Optional.empty();
        }
        MappingSettings own = MappingSettings.ofSnapshot(this, config);
        MappingSettings mapping = own.isSet() ? own : MappingSettings.ofMessages(this, config);
        if (!mapping.isSet()) {
            mistake(key("snapshot.mapping") + " is not set: JSONata that makes an organization of each element");
        }
        return Snapshots.of(
                config.snapshot(),
                new Routing(name, config.application(), Map.copyOf(config.tenants())),
                config.constants(),
                mapping.compile(),
                clock,
                (setting, value, allowed) -> mistake("snapshot." + setting, value, allowed));
    }

    /** The applications that its changes go to, by the key that says so. */
    Map<String, String> destinations() {
        if (config.tenants().isEmpty()) {
            return Map.of(key + "application", config.application());
        }
        Map<String, String> destinations = new TreeMap<>();
        config.tenants().forEach((tenant, application) -> destinations.put(key + "tenants." + tenant, application));
        return destinations;
    }

    /** What the sender's ids become. */
    SourceIds ids() {
        return ids;
    }

    /** The whole key of a setting. */
    String key(String setting) {
        return key + setting;
    }

    void mistake(String setting, String value, String allowed) {
        mistakes.add(key + setting + " = " + Text.shorten(value) + ": " + allowed);
    }

    void mistake(String line) {
        mistakes.add(line);
    }

    private void checkPreset() {
        config.preset()
                .filter(preset -> !Preset.exists(preset))
                .ifPresent(preset -> mistake("preset", preset, "allowed are " + String.join(", ", Preset.names())));
    }

    private void checkConstants() {
        Optional.ofNullable(config.constants().get(Input.NAME))
                .ifPresent(value -> mistake(
                        "constants." + Input.NAME,
                        value,
                        "source.name is the name of the source; call it something else"));
    }

    private DeliveryMode handover() {
        return DeliveryMode.parse(config.delivery()).orElseGet(() -> {
            mistake("delivery", config.delivery(), "allowed are direct, queue");
            return DeliveryMode.DIRECT;
        });
    }

    private Authenticator authenticator(Clock clock) {
        if (name.equals(Sources.DEFAULT) && config.authentication().scheme().isEmpty()) {
            return closed();
        }
        try {
            if (config.authentication()
                    .scheme()
                    .filter(Authenticator.ENTRA::equals)
                    .isPresent()) {
                return EntraSettings.authenticator(config.authentication().entra(), key + "authentication", clock);
            }
            Authenticator events = Authenticator.of(config.authentication(), key + "authentication", clock);
            return answers(Handshake.LARK) && events != Authenticator.NO_PROOF
                    ? new LarkProof(events, larkChallenges(clock))
                    : events;
        } catch (IllegalArgumentException e) {
            e.getMessage().lines().forEach(mistakes::add);
            return closed();
        }
    }

    private boolean answers(Handshake handshake) {
        return config.handshake().orElse(List.of()).stream()
                .flatMap(word -> Handshake.parse(word).stream())
                .anyMatch(handshake::equals);
    }

    private Authenticator larkChallenges(Clock clock) {
        Map<String, String> settings = new TreeMap<>(Map.of("scheme", "header", "field", "token"));
        if (config.authentication().dangerousShortSecrets()) {
            settings.put("dangerous-short-secrets", "true");
        }
        return Authenticator.of(
                settings, config.authentication().secrets().orElse(List.of()), key + "authentication", clock);
    }

    private Handshakes handshakes(InterpreterSettings meaning) {
        Set<Handshake> handshakes = EnumSet.noneOf(Handshake.class);
        if (meaning.isOfEvents()) {
            handshakes.addAll(Handshakes.OF_EVENTS);
        }
        for (String word : config.handshake().orElse(List.of())) {
            Handshake.parse(word).ifPresentOrElse(handshakes::add, () -> mistake("handshake", word, allowed()));
        }
        if (!meaning.isMapped()) {
            // there it is found among the events, which have to be read anyway
            handshakes.remove(Handshake.EVENT_GRID);
        }
        return new Handshakes(handshakes, config.allowedOrigins());
    }

    private static String allowed() {
        return "allowed are "
                + Arrays.stream(Handshake.values()).map(Handshake::word).collect(Collectors.joining(", "));
    }

    private AllowedEffects operations() {
        Set<Effect> effects = EnumSet.noneOf(Effect.class);
        for (String word : config.operations()) {
            if (Effect.named(word).isEmpty()) {
                mistake("operations", word, "allowed are " + Effect.words());
            }
            effects.addAll(Effect.named(word));
        }
        return new AllowedEffects(effects);
    }

    private FuturePolicy future() {
        return FuturePolicy.parse(config.future()).orElseGet(() -> {
            mistake("future", config.future(), "allowed are apply, defer, ignore");
            return FuturePolicy.APPLY;
        });
    }

    private Answering answering() {
        Optional<Answering.Form> form = Answering.Form.parse(config.answer());
        if (form.isEmpty()) {
            mistake("answer", config.answer(), "allowed are report, scim");
        }
        return new Answering(form.orElse(Answering.Form.REPORT), config.application());
    }

    /** Lets nobody in. */
    static Authenticator closed() {
        return new Closed("nobody can send here yet: set orgrelay.sources.default.authentication.scheme");
    }
}
