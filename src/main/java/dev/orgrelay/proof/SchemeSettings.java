package dev.orgrelay.proof;

import dev.orgrelay.configuration.Mistakes;
import dev.orgrelay.proof.BodyBinding.Coverage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The scheme that settings describe. They are read on after a mistake, so that all of them are found; the scheme is then not to be used. */
record SchemeSettings(AuthenticationConfig config, Mistakes mistakes) {

    /** Takes a part away. */
    static final String NONE = "none";

    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final String SIGNED = "signed";
    private static final Duration TOLERANCE = Duration.ofSeconds(300);

    SignatureScheme scheme() {
        Algorithm algorithm = config.algorithm().orElse(Algorithm.HMAC_SHA256);
        boolean isToken = algorithm == Algorithm.EQUALITY;
        Optional<Timestamp> timestamp = timestamp();
        SignedText signed = isToken ? SignedText.NOTHING : config.signed().orElse(SignedText.BODY);
        if (isToken) {
            unused(config.signed(), SIGNED, "a token is compared with the secret, and signs nothing");
        } else {
            check(signed, algorithm, timestamp);
        }
        return new SignatureScheme(
                place(),
                config.separator().orElse(Separator.NONE),
                words(config.prefix()),
                config.encoding().orElse(Encoding.HEX),
                algorithm,
                signed,
                KeyFormat.of(config, config.keyPrefix(), mistakes),
                timestamp,
                config.id(),
                new BodyBinding(isToken ? Coverage.ALL : signed.coverage(), config.bodyDigest()));
    }

    /** The scheme of the secrets that are public keys, where they may stand beside others: those of a sender on its way from one to the other. */
    SignatureScheme ofPublicKeys(SignatureScheme other) {
        return new SignatureScheme(
                other.signature(),
                other.separator(),
                words(config.publicPrefix()),
                other.encoding(),
                Algorithm.ED25519,
                other.signed(),
                KeyFormat.of(config, config.publicKeyPrefix(), mistakes),
                other.timestamp(),
                other.messageId(),
                other.body());
    }

    private Location place() {
        Map<String, String> places = new LinkedHashMap<>();
        unlessNone(config.header()).ifPresent(name -> places.put("header", name));
        unlessNone(config.query()).ifPresent(name -> places.put("query", name));
        unlessNone(config.field()).ifPresent(name -> places.put("field", name));
        if (places.size() != 1) {
            mistakes.addMissing("header / query / field", "exactly one of them says where the signature is");
        }
        List<Location> read = new ArrayList<>();
        places.forEach((kind, name) -> Location.parse(kind + ":" + name)
                .ifPresentOrElse(read::add, () -> mistakes.add(kind, name, "must be a name without spaces")));
        return read.isEmpty() ? new Location.Header("") : read.get(0);
    }

    private Optional<Timestamp> timestamp() {
        if (config.timestamp().isEmpty()) {
            String why = "it needs a timestamp, and this scheme has none";
            unused(config.timestampUnit(), "timestamp-unit", why);
            unused(config.tolerance().filter(Timestamp::isLimit), "tolerance", why);
            unused(config.window(), "window", why);
        }
        return config.timestamp()
                .map(at -> new Timestamp(
                        at,
                        config.timestampUnit().orElse(TimestampUnit.SECONDS),
                        Optional.of(config.tolerance().orElse(TOLERANCE)).filter(Timestamp::isLimit),
                        config.window().orElse(TimeWindow.BOTH)));
    }

    private void check(SignedText signed, Algorithm algorithm, Optional<Timestamp> timestamp) {
        Optional<Location> digest = config.bodyDigest();
        require(!signed.has(Placeholder.ID) || config.id().isPresent(), signed, "{id} needs id");
        require(!signed.has(Placeholder.TIMESTAMP) || timestamp.isPresent(), signed, "{timestamp} needs timestamp");
        require(
                timestamp.filter(at -> !at.isBoundBy(signed)).isEmpty(),
                signed,
                "must contain {timestamp}, or it limits nothing");
        require(
                algorithm != Algorithm.SHA256 || signed.has(Placeholder.KEY),
                signed,
                "must contain {key} with sha256, or anybody can make the signature");
        require(
                signed.coverage() != Coverage.NONE || digest.isPresent(),
                signed,
                "must contain {body} or {form}, or anybody can change the body");
        require(
                signed.coverage() == Coverage.ALL
                        || digest.filter(at -> !signed.covers(at)).isEmpty(),
                signed,
                "must contain the digest of the body");
    }

    private void require(boolean holds, SignedText signed, String otherwise) {
        mistakes.require(holds, SIGNED, signed, otherwise);
    }

    private void unused(Optional<?> value, String setting, String why) {
        value.ifPresent(set -> mistakes.addUnused(setting, why));
    }

    private static List<String> words(Optional<String> text) {
        return unlessNone(text).map(words -> List.of(SPACE.split(words))).orElse(List.of());
    }

    static Optional<String> unlessNone(Optional<String> text) {
        return text.map(String::strip).filter(written -> !written.isEmpty() && !written.equals(NONE));
    }
}
