package dev.orgrelay.source;

import dev.orgrelay.configuration.Mistakes;
import dev.orgrelay.mapping.Input;
import dev.orgrelay.mapping.Routing;
import dev.orgrelay.organization.AllowedEffects;
import dev.orgrelay.organization.Effect;
import dev.orgrelay.organization.Nearest;
import dev.orgrelay.organization.SourceIds;
import dev.orgrelay.proof.AuthenticationConfig;
import dev.orgrelay.proof.Authenticator;
import dev.orgrelay.proof.Closed;
import dev.orgrelay.proof.entra.EntraSettings;
import dev.orgrelay.source.SourcesConfig.SourceConfig;
import dev.orgrelay.source.lookup.Lookups;
import dev.orgrelay.source.preset.Preset;
import dev.orgrelay.source.snapshot.Snapshot;
import dev.orgrelay.source.snapshot.Snapshots;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The settings of one source; what is wrong with them becomes a line for each mistake. */
final class SourceSettings {

    /** As settings write that a part is not there. */
    static final String NO_SCHEME = "none";

    private final String name;
    private final SourceConfig config;
    private final SourceIds ids;
    private final Mistakes mistakes;

    /** @param mistakes those with the settings below {@code orgrelay.sources.hr} */
    SourceSettings(String name, SourceConfig config, SourceIds ids, Mistakes mistakes) {
        this.ids = ids;
        this.name = name;
        this.config = config;
        this.mistakes = mistakes;
    }

    /** The source; it is of use only if nothing is wrong. */
    Source source(Clock clock) {
        checkPreset();
        checkConstants();
        Authenticator authenticator = authenticator(clock);
        MappingSettings mapping = MappingSettings.ofMessages(config, ids, mistakes);
        InterpreterSettings interpreter = new InterpreterSettings(name, config, mapping, mistakes);
        return new Source(
                name,
                authenticator,
                handshakes(interpreter.isOfEvents()),
                interpreter.interpreter(clock),
                operations(),
                config.future(),
                Lookups.of(config.lookup(), name, config.constants(), ids, clock, mistakes.in("lookup")),
                new Answering(config.answer(), config.application()),
                config.delivery(),
                snapshot(mapping, clock),
                new RecordRules(
                        config.authentication().scheme().orElse(NO_SCHEME),
                        authenticator.redaction(),
                        config.keepMessages()),
                clock);
    }

    private Optional<Snapshot> snapshot(MappingSettings ofMessages, Clock clock) {
        MappingSettings own = MappingSettings.ofSnapshot(config, ids, mistakes);
        MappingSettings mapping = own.isSet() ? own : ofMessages;
        if (!mapping.isSet() && config.snapshot().url().isPresent()) {
            mistakes.addMissing("snapshot.mapping", "JSONata that makes an organization of each element");
        }
        return Snapshots.of(
                config.snapshot(),
                new Routing(name, config.application(), Map.copyOf(config.tenants())),
                config.constants(),
                mapping.mapping(),
                clock,
                mistakes.in("snapshot"));
    }

    /** The applications that its changes go to, by the key that says so. */
    Map<String, String> destinations() {
        if (config.tenants().isEmpty()) {
            return Map.of(mistakes.key("application"), config.application());
        }
        Map<String, String> destinations = new TreeMap<>();
        config.tenants()
                .forEach((tenant, application) -> destinations.put(mistakes.key("tenants." + tenant), application));
        return destinations;
    }

    private void checkPreset() {
        config.preset()
                .filter(preset -> !Preset.exists(preset))
                .ifPresent(preset -> mistakes.add(
                        "preset",
                        preset,
                        "allowed are " + String.join(", ", Preset.names())
                                + Nearest.to(preset, Preset.names().stream())
                                        .map(meant -> "; did you mean " + meant + "?")
                                        .orElse("")));
    }

    private void checkConstants() {
        Optional.ofNullable(config.constants().get(Input.NAME))
                .ifPresent(value -> mistakes.add(
                        "constants." + Input.NAME,
                        value,
                        "source.name is the name of the source; call it something else"));
    }

    private Authenticator authenticator(Clock clock) {
        AuthenticationConfig proof = config.authentication();
        Mistakes own = mistakes.in("authentication");
        Optional<String> scheme = proof.scheme().map(String::strip).filter(word -> !word.equals("none"));
        boolean isOnlyRead =
                config.snapshot().url().isPresent() && proof.secrets().isEmpty();
        if (scheme.isEmpty() && (isOnlyRead || name.equals(Sources.DEFAULT))) {
            return closed(name);
        }
        if (scheme.filter(Authenticator.ENTRA::equals).isPresent()) {
            return EntraSettings.authenticator(proof, own, clock);
        }
        Authenticator events = Authenticator.of(proof, own, clock);
        return answers(Handshake.LARK) && events != Authenticator.NO_PROOF
                ? new LarkProof(events, Authenticator.ofToken("token", proof, own, clock))
                : events;
    }

    private boolean answers(Handshake handshake) {
        return config.handshake().orElse(List.of()).contains(handshake);
    }

    private Handshakes handshakes(boolean isOfEvents) {
        Set<Handshake> handshakes = EnumSet.noneOf(Handshake.class);
        if (isOfEvents) {
            handshakes.addAll(Handshakes.OF_EVENTS);
        }
        handshakes.addAll(config.handshake().orElse(List.of()));
        return new Handshakes(handshakes, config.allowedOrigins());
    }

    private AllowedEffects operations() {
        Set<Effect> effects = EnumSet.noneOf(Effect.class);
        for (String word : config.operations()) {
            if (Effect.named(word).isEmpty()) {
                mistakes.add("operations", word, "allowed are " + Effect.words());
            }
            effects.addAll(Effect.named(word));
        }
        return new AllowedEffects(effects);
    }

    /** Lets nobody in. */
    static Authenticator closed(String source) {
        return new Closed("nobody can send here yet: set orgrelay.sources." + source + ".authentication.scheme");
    }
}
