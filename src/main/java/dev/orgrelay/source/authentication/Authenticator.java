package dev.orgrelay.source.authentication;

import dev.orgrelay.source.Delivery;
import dev.orgrelay.source.IntakeException;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * Decides whether a request comes from the source that it claims to come from. Built once per source; safe for any
 * number of threads.
 */
@FunctionalInterface
public interface Authenticator {

    /** The scheme of a source that lets everybody in. */
    String DANGEROUS_NONE = "dangerous-none";

    /** What that scheme asks for: nothing. */
    Authenticator NO_PROOF = delivery -> Proof.withoutId();

    /** The scheme of a source whose sender has a token of Entra ID; {@code source.entra} makes its authenticator. */
    String ENTRA = "entra";

    /**
     * What {@code delivery} proves.
     *
     * @throws IntakeException.Unauthenticated if it proves nothing; the message helps an operator and holds no secret and
     *     no signature
     */
    Proof verify(Delivery delivery);

    /** Whether verifying may have to wait for somebody; then it must not be done on an event loop. */
    default boolean isBlocking() {
        return false;
    }

    /**
     * The authenticator that a source's configuration asks for.
     *
     * @param key where that configuration is, for messages: {@code orgrelay.sources.hr.authentication}
     * @throws IllegalArgumentException with one line for each mistake: {@code key = value: what is allowed}
     */
    static Authenticator of(AuthenticationConfig config, String key, Clock clock) {
        return of(ConfiguredSettings.of(config), config.secrets().orElse(List.of()), key, clock);
    }

    /**
     * The same from settings as text, named as in {@link AuthenticationConfig}: {@code scheme}, {@code header},
     * {@code key-encoding} and so on.
     *
     * @throws IllegalArgumentException with one line for each mistake
     */
    static Authenticator of(Map<String, String> settings, List<String> secrets, String key, Clock clock) {
        if (DANGEROUS_NONE.equals(settings.get(Settings.SCHEME))) {
            return NO_PROOF;
        }
        return new AuthenticatorBuilder(settings, key, clock).build(secrets);
    }
}
