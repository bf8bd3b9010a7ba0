package dev.orgrelay.proof;

import dev.orgrelay.configuration.Mistakes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes an authenticator of settings; the one that is made in spite of mistakes lets nobody in. */
record ConfiguredProof(AuthenticationConfig config, Mistakes mistakes, Clock clock) {

    Authenticator authenticator() {
        Parts parts = new Parts(config, mistakes);
        String scheme = config.scheme().orElse("").strip();
        parts.requireNoneOfEntra(scheme);
        if (scheme.equals(Authenticator.DANGEROUS_NONE)) {
            parts.requireNone(scheme);
            return Authenticator.NO_PROOF;
        }
        return signatures();
    }

    Authenticator token(String field) {
        SignatureScheme token =
                SignatureScheme.ofToken(Location.parse("field:" + field).orElseThrow(), KeyFormat.ofToken(config));
        return any(ways(token, secrets()));
    }

    private Authenticator signatures() {
        SchemeSettings settings = new SchemeSettings(config, mistakes);
        SignatureScheme scheme = settings.scheme();
        if (secrets().isEmpty()) {
            mistakes.addMissing("secrets", "at least one secret is needed");
        }
        Optional<String> publicKey = SchemeSettings.unlessNone(config.publicKeyPrefix());
        Map<Boolean, List<Secret>> secrets = secrets().stream()
                .collect(Collectors.partitioningBy(
                        secret -> publicKey.filter(secret.text()::startsWith).isPresent()));
        List<Authenticator> ways = new ArrayList<>(ways(scheme, secrets.get(false)));
        ways.addAll(ways(settings.ofPublicKeys(scheme), secrets.get(true)));
        return any(ways);
    }

    private List<Secret> secrets() {
        return Secret.numbered(config.secrets().orElse(List.of()));
    }

    private List<Authenticator> ways(SignatureScheme scheme, List<Secret> secrets) {
        List<Key> keys = scheme.keyFormat().keys(secrets, scheme.algorithm(), mistakes);
        return keys.isEmpty() ? List.of() : List.of(new SignatureAuthenticator(scheme, keys, clock));
    }

    private static Authenticator any(List<Authenticator> ways) {
        return switch (ways.size()) {
            case 0 -> new Authenticator.Closed("nothing can prove a request here");
            case 1 -> ways.get(0);
            default -> new AnyOf(ways);
        };
    }
}
