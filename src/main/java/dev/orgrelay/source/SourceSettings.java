package dev.orgrelay.source;

import dev.orgrelay.configuration.Mistakes;
import dev.orgrelay.fetch.lookup.Lookups;
import dev.orgrelay.fetch.snapshot.Snapshot;
import dev.orgrelay.fetch.snapshot.SnapshotConfig;
import dev.orgrelay.fetch.snapshot.SnapshotSettings;
import dev.orgrelay.mapping.Input;
import dev.orgrelay.mapping.Routing;
import dev.orgrelay.organization.AllowedEffects;
import dev.orgrelay.organization.Effect;
import dev.orgrelay.organization.Nearest;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.SourceIds;
import dev.orgrelay.organization.Text;
import dev.orgrelay.proof.AuthenticationConfig;
import dev.orgrelay.proof.Authenticator;
import dev.orgrelay.proof.entra.EntraSettings;
import dev.orgrelay.source.SourcesConfig.SourceConfig;
import dev.orgrelay.source.preset.Preset;
import dev.orgrelay.source.preset.Schemes;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The settings of one source; what is wrong with them becomes a line for each mistake.
 *
 * @param mistakes those with the settings below {@code orgrelay.sources.hr}
 */
record SourceSettings(String name, SourceConfig config, SourceIds ids, Mistakes mistakes) {

    /** As settings write that a part is not there. */
    static final String NO_SCHEME = "none";

    /** The source; it is of use only if nothing is wrong. */
    Source source(Clock clock) {
        checkPreset();
        checkConstants();
        checkSilence();
        Authenticator authenticator = authenticator(clock);
        MappingSettings mapping = MappingSettings.of(
                config.mapping(),
                config.mappingFile(),
                config.preset().flatMap(Preset::mapping),
                ids,
                config.zone(),
                mistakes);
        InterpreterSettings interpreter = new InterpreterSettings(name, config, mapping, mistakes);
        return new Source(
                name,
                authenticator,
                handshakes(interpreter.isOfEvents()),
                interpreter.interpretation(authenticator.redaction(), clock),
                operations(),
                config.future(),
                Lookups.of(config.lookup(), name, config.constants(), ids, config.zone(), clock, mistakes.in("lookup")),
                new Answering(config.answer(), config.application(), scim()),
                config.delivery(),
                snapshot(mapping, clock),
                new RecordRules(
                        config.authentication().scheme().orElse(NO_SCHEME),
                        authenticator.redaction(),
                        config.keepMessages()),
                clock);
    }

    private Optional<Snapshot> snapshot(MappingSettings ofMessages, Clock clock) {
        SnapshotConfig snapshot = config.snapshot();
        Optional<String> preset = config.preset().flatMap(Preset::snapshotMapping);
        MappingSettings own = MappingSettings.of(
                snapshot.mapping(), snapshot.mappingFile(), preset, ids, config.zone(), mistakes.in("snapshot"));
        MappingSettings mapping = own.isSet() ? own : ofMessages;
        if (!mapping.isSet() && snapshot.url().isPresent()) {
            mistakes.addMissing("snapshot.mapping", "JSONata that makes an organization of each element");
        }
        return new SnapshotSettings(snapshot, mistakes.in("snapshot"))
                .snapshot(
                        new Routing(name, config.application(), Map.copyOf(config.tenants())),
                        config.constants(),
                        mapping.mapping(),
                        clock);
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

    private void checkSilence() {
        config.silentAfter().ifPresent(time -> {
            if (isOnlyRead() && config.authentication().scheme().isEmpty()) {
                mistakes.addUnused("silent-after", "nobody sends to a source that is only read");
            } else {
                mistakes.requirePositive("silent-after", time, "30m or 24h");
            }
        });
    }

    private Authenticator authenticator(Clock clock) {
        AuthenticationConfig proof = config.authentication();
        Mistakes own = mistakes.in("authentication");
        String scheme = proof.scheme()
                .map(String::strip)
                .filter(word -> !word.equals("none"))
                .orElse("");
        if (scheme.isEmpty() && (name.equals(Sources.DEFAULT) || isOnlyRead())) {
            return closed(name);
        }
        if (scheme.equals(Authenticator.ENTRA)) {
            return EntraSettings.authenticator(proof, own, clock);
        }
        Set<String> schemes = Schemes.all().names();
        if (!schemes.contains(scheme) && !scheme.equals(Authenticator.DANGEROUS_NONE)) {
            String allowed = "allowed are " + String.join(", ", schemes) + ", " + Authenticator.ENTRA
                    + " and, for anybody at all, " + Authenticator.DANGEROUS_NONE;
            if (scheme.isEmpty()) {
                own.addMissing("scheme", allowed);
            } else {
                own.add("scheme", scheme, allowed);
            }
            return closed(name);
        }
        Authenticator events = Authenticator.of(proof, own, clock);
        return answers(Handshake.LARK) && events != Authenticator.NO_PROOF
                ? new LarkProof(events, Authenticator.ofToken("token", proof, own, clock))
                : events;
    }

    /** Whether nobody is to send to it: hierarchies are read there, or posted by an operator. */
    private boolean isOnlyRead() {
        SnapshotConfig snapshot = config.snapshot();
        return config.authentication().secrets().isEmpty()
                && (snapshot.url().isPresent()
                        || snapshot.mapping().isPresent()
                        || snapshot.mappingFile().isPresent());
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

    private ScimSettings scim() {
        boolean isScim = config.answer() == Answering.Form.SCIM;
        Optional<String> scope = config.scim().scope().map(Text::trim);
        mistakes.require(
                scope.map(OrganizationId::isValid).orElse(true),
                "scim.scope",
                scope.orElse(""),
                "allowed is the id of an organization: 2 to 48 of a-z, 0-9 and -, no - at the beginning or the end");
        if (scope.isPresent() && !isScim) {
            mistakes.addUnused("scim.scope", "it means something with answer=scim only");
        }
        if (isScim && config.delivery() == DeliveryMode.QUEUE) {
            mistakes.add("delivery", "queue", "a SCIM client hears what was done, allowed is direct");
        }
        return new ScimSettings(
                config.scim().hierarchy(), scope.filter(OrganizationId::isValid).map(OrganizationId::new));
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
        return new Authenticator.Closed(
                "nobody can send here yet: set orgrelay.sources." + source + ".authentication.scheme");
    }
}
