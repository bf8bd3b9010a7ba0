package dev.orgrelay.proof;

import dev.orgrelay.message.Delivery;
import dev.orgrelay.message.IntakeException;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides whether a request comes from the source that it claims to come from. Built once per source; safe for any
 * number of threads.
 */
public interface Authenticator {

    /** The scheme of a source that lets everybody in. */
    String DANGEROUS_NONE = "dangerous-none";

    /** What that scheme asks for: nothing. */
    Authenticator NO_PROOF = new Open();

    /** The scheme of a source whose sender has a token of Entra ID; {@code proof.entra} makes its authenticator. */
    String ENTRA = "entra";

    /**
     * What the head of a request proves: all of it but the body, which may not have arrived.
     *
     * @return empty if nothing speaks against it and the body has to be seen; fails with {@link IntakeException.Unauthenticated} if no body could make it a
     *     proof. The message helps an operator and holds no secret and no signature
     */
    Uni<Optional<Proof>> verifyHead(Delivery head);

    /**
     * What {@code delivery} proves, where its head was not enough.
     *
     * @throws IntakeException.Unauthenticated if it proves nothing
     */
    default Proof verify(Delivery delivery) {
        throw new IllegalStateException("the head of a request was enough");
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
        if (DANGEROUS_NONE.equals(settings.get(SchemeSettings.SCHEME))) {
            return NO_PROOF;
        }
        return new AuthenticatorBuilder(settings, key, clock).build(secrets);
    }
}
