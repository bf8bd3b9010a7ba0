package dev.orgrelay.source.authentication;

import dev.orgrelay.source.Delivery;
import dev.orgrelay.source.IntakeException.Unauthenticated;
import java.time.Clock;
import java.util.List;

/** The one verifier: what it looks for is said by the scheme alone. */
final class SignatureAuthenticator implements Authenticator {

    private final SignatureScheme scheme;
    private final List<Key> keys;
    private final Clock clock;

    SignatureAuthenticator(SignatureScheme scheme, List<Key> keys, Clock clock) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a signature cannot be checked without a secret");
        }
        this.scheme = scheme;
        this.keys = List.copyOf(keys);
        this.clock = clock;
    }

    @Override
    public Proof verify(Delivery delivery) {
        Evidence evidence = new Evidence(delivery, scheme);
        List<byte[]> signatures = evidence.signatures();
        scheme.timestamp().ifPresent(timestamp -> timestamp.check(evidence, clock.instant()));
        scheme.body().check(evidence);
        requireMatch(evidence, signatures);
        return new Proof(evidence.messageId(), scheme.signed().has(Placeholder.ID));
    }

    private void requireMatch(Evidence evidence, List<byte[]> signatures) {
        for (Key key : keys) {
            if (key.matches(scheme.signed(), evidence, signatures)) {
                return;
            }
        }
        throw new Unauthenticated(scheme.noun() + " in " + scheme.signature() + " does not match "
                + (keys.size() == 1 ? "the secret" : "any of " + keys.size() + " secrets"));
    }
}
