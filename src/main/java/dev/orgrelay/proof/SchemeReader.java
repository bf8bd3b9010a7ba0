package dev.orgrelay.proof;

import dev.orgrelay.configuration.Mistakes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a scheme of settings. Reads on after a mistake, so that all of them are found; the scheme is then not to be used. */
final class SchemeReader {

    private static final String DEFAULT = "hmac";

    /** 128 bits: what nobody can guess. */
    private static final int FEWEST_BYTES = 16;

    private final SchemeSettings settings;
    private final Mistakes mistakes;

    private SchemeReader(SchemeSettings settings) {
        this.settings = settings;
        this.mistakes = settings.mistakes();
    }

    static SignatureScheme read(Map<String, String> changes, NamedSchemes schemes, Mistakes mistakes) {
        Map<String, String> merged =
                Overrides.merge(named(changes.get(SchemeSettings.SCHEME), schemes, mistakes), changes);
        SchemeReader reader = new SchemeReader(new SchemeSettings(merged, mistakes));
        reader.checkTimestampIsUsed(changes);
        return reader.scheme();
    }

    private static Map<String, String> named(String name, NamedSchemes schemes, Mistakes mistakes) {
        Optional<Map<String, String>> found = schemes.find(name);
        String allowed = "allowed are " + String.join(", ", schemes.names()) + ", " + Authenticator.ENTRA
                + " and, for anybody at all, " + Authenticator.DANGEROUS_NONE;
        if (name.isEmpty()) {
            mistakes.addMissing(SchemeSettings.SCHEME, allowed);
        } else if (found.isEmpty()) {
            mistakes.add(SchemeSettings.SCHEME, name, allowed);
        }
        return found.or(() -> schemes.find(DEFAULT)).orElseThrow();
    }

    private void checkTimestampIsUsed(Map<String, String> changes) {
        for (String setting : List.of(SchemeSettings.TIMESTAMP_UNIT, SchemeSettings.TOLERANCE, SchemeSettings.WINDOW)) {
            String value = changes.get(setting);
            if (value != null
                    && !SchemeSettings.NONE.equals(value)
                    && settings.text(SchemeSettings.TIMESTAMP).isEmpty()) {
                mistakes.add(setting, value, "needs a timestamp, and this scheme has none");
            }
        }
    }

    private SignatureScheme scheme() {
        Algorithm algorithm = settings.choice(SchemeSettings.ALGORITHM, Algorithm.class, Algorithm.HMAC_SHA256);
        Optional<Timestamp> timestamp = timestamp();
        Optional<Location> id = settings.location(SchemeSettings.ID);
        SignedText signed =
                algorithm == Algorithm.EQUALITY ? new SignedText(List.of()) : signed(algorithm, timestamp, id);
        return new SignatureScheme(
                place(),
                settings.choice(SchemeSettings.SEPARATOR, Separator.class, Separator.NONE),
                settings.words(SchemeSettings.PREFIX),
                settings.choice(SchemeSettings.ENCODING, Encoding.class, Encoding.HEX),
                algorithm,
                signed,
                keyFormat(),
                timestamp,
                id,
                binding(algorithm, signed));
    }

    private Location place() {
        List<String> places = SchemeSettings.PLACES.stream()
                .filter(place -> settings.text(place).isPresent())
                .toList();
        if (places.size() != 1) {
            mistakes.addMissing(
                    String.join(" / ", SchemeSettings.PLACES), "exactly one of them says where the signature is");
            return new Location.Header(DEFAULT);
        }
        String place = places.get(0);
        String name = settings.text(place).orElseThrow();
        return Location.parse(place + ":" + name).orElseGet(() -> {
            mistakes.add(place, name, "must be a name without spaces");
            return new Location.Header(DEFAULT);
        });
    }

    private KeyFormat keyFormat() {
        boolean takesShortOnes =
                settings.text(SchemeSettings.DANGEROUS_SHORT_SECRETS).isPresent();
        return new KeyFormat(
                settings.choice(SchemeSettings.KEY_ENCODING, Encoding.class, Encoding.UTF_8),
                settings.text(SchemeSettings.KEY_PREFIX),
                takesShortOnes ? 1 : number(SchemeSettings.KEY_FEWEST_BYTES).orElse(FEWEST_BYTES),
                number(SchemeSettings.KEY_MOST_BYTES).orElse(Integer.MAX_VALUE));
    }

    private Optional<Integer> number(String setting) {
        return settings.text(setting).map(Integer::valueOf);
    }

    private Optional<Timestamp> timestamp() {
        TimestampUnit unit = settings.choice(SchemeSettings.TIMESTAMP_UNIT, TimestampUnit.class, TimestampUnit.SECONDS);
        TimeWindow window = settings.choice(SchemeSettings.WINDOW, TimeWindow.class, TimeWindow.BOTH);
        var tolerance = settings.duration(SchemeSettings.TOLERANCE);
        return settings.location(SchemeSettings.TIMESTAMP).map(at -> new Timestamp(at, unit, tolerance, window));
    }

    private SignedText signed(Algorithm algorithm, Optional<Timestamp> timestamp, Optional<Location> id) {
        String template = settings.text(SchemeSettings.SIGNED).orElse("");
        Optional<SignedText> parsed = SignedText.parse(template);
        if (parsed.isEmpty()) {
            mistakes.add(SchemeSettings.SIGNED, template, "allowed is " + SignedText.ALLOWED);
        }
        SignedText signed = parsed.orElse(new SignedText(List.of(Placeholder.BODY, Placeholder.KEY)));
        require(!signed.has(Placeholder.ID) || id.isPresent(), "{id} needs id");
        require(!signed.has(Placeholder.TIMESTAMP) || timestamp.isPresent(), "{timestamp} needs timestamp");
        require(
                timestamp.filter(at -> !at.isBoundBy(signed)).isEmpty(),
                "must contain {timestamp}, or it limits nothing");
        require(
                algorithm != Algorithm.SHA256 || signed.has(Placeholder.KEY),
                "must contain {key} with sha256, or anybody can make the signature");
        return signed;
    }

    private BodyBinding binding(Algorithm algorithm, SignedText signed) {
        Optional<Location> digest = settings.location(SchemeSettings.BODY_DIGEST);
        if (algorithm == Algorithm.EQUALITY || signed.has(Placeholder.BODY)) {
            return new BodyBinding(BodyBinding.Coverage.ALL, digest);
        }
        boolean forms = signed.has(Placeholder.FORM);
        require(forms || digest.isPresent(), "must contain {body} or {form}, or anybody can change the body");
        require(digest.filter(at -> !signed.covers(at)).isEmpty(), "must contain the digest of the body");
        return new BodyBinding(forms ? BodyBinding.Coverage.FORMS : BodyBinding.Coverage.NONE, digest);
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            mistakes.add(
                    SchemeSettings.SIGNED, settings.text(SchemeSettings.SIGNED).orElse(""), otherwise);
        }
    }
}
