package dev.orgrelay.proof;

import dev.orgrelay.configuration.Mistakes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes an authenticator of settings and secrets, or lists all that is wrong with them. */
final class AuthenticatorBuilder {

    private final Map<String, String> settings;
    private final Clock clock;
    private final Mistakes mistakes;
    private final NamedSchemes schemes = NamedSchemes.load();

    AuthenticatorBuilder(Map<String, String> settings, String key, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.mistakes = Mistakes.below(key);
    }

    Authenticator build(List<String> secrets) {
        String scheme = settings.getOrDefault(SchemeSettings.SCHEME, "");
        Map<String, List<Secret>> byScheme = new LinkedHashMap<>();
        for (Secret secret : Secret.numbered(secrets)) {
            byScheme.computeIfAbsent(schemes.schemeOf(secret, scheme), name -> new ArrayList<>())
                    .add(secret);
        }
        if (byScheme.isEmpty()) {
            mistakes.addMissing(SchemeSettings.SECRETS, "at least one secret is needed");
            byScheme.put(scheme, List.of());
        }
        return build(byScheme);
    }

    private Authenticator build(Map<String, List<Secret>> byScheme) {
        Map<SignatureScheme, List<Key>> keys = new LinkedHashMap<>();
        byScheme.forEach((name, secrets) -> {
            SignatureScheme scheme = read(name);
            keys.computeIfAbsent(scheme, same -> new ArrayList<>())
                    .addAll(scheme.keyFormat().keys(secrets, scheme.algorithm(), mistakes));
        });
        mistakes.throwIfAny();
        List<Authenticator> ways = new ArrayList<>();
        keys.forEach((scheme, own) -> ways.add(new SignatureAuthenticator(scheme, own, clock)));
        return ways.size() == 1 ? ways.get(0) : new AnyOf(ways);
    }

    private SignatureScheme read(String scheme) {
        Map<String, String> own = new TreeMap<>(settings);
        own.put(SchemeSettings.SCHEME, scheme);
        return SchemeReader.read(own, schemes, mistakes);
    }
}
