package dev.orgrelay.proof;

import dev.orgrelay.message.Delivery;
import dev.orgrelay.message.IntakeException.Unauthenticated;
import dev.orgrelay.message.Redaction;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The one verifier: what it looks for is said by the scheme alone. */
record SignatureAuthenticator(SignatureScheme scheme, List<Key> keys, Clock clock) implements Authenticator {

    /** What it costs to check one signature, and all of a request, in bytes that could be hashed meanwhile. */
    private static final long CURVE_COST = 64L * 1024;

    private static final long MOST_COST = 2L * 1024 * 1024;

    /** While a sender changes its key it signs with both. */
    private static final int FEW_SIGNATURES = 2;

    SignatureAuthenticator {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a signature cannot be checked without a secret");
        }
        keys = List.copyOf(keys);
    }

    @Override
    public String challenge() {
        return scheme.challenge();
    }

    @Override
    public Uni<Optional<Proof>> verifyHead(Delivery head) {
        return Uni.createFrom().item(() -> ofHead(head));
    }

    private Optional<Proof> ofHead(Delivery head) {
        if (scheme.isInHead()) {
            return Optional.of(verify(head));
        }
        if (!scheme.signature().isInBody()) {
            Evidence evidence = new Evidence(head, scheme);
            evidence.requireSignatures();
            scheme.timestamp()
                    .filter(timestamp -> !timestamp.location().isInBody())
                    .ifPresent(timestamp -> timestamp.check(evidence, clock.instant()));
        }
        return Optional.empty();
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

    @Override
    public Proof assumed(Delivery delivery) {
        try {
            return new Proof(new Evidence(delivery, scheme).messageId(), false);
        } catch (Unauthenticated withoutSignature) { // which the id is a part of
            return Proof.withoutId();
        }
    }

    @Override
    public Delivery sign(Delivery request) {
        return new Signing(scheme, keys.get(0), clock.instant()).sign(request);
    }

    @Override
    public String explanation(Delivery delivery) {
        return new Explanation(scheme, keys, new Evidence(delivery, scheme)).text();
    }

    @Override
    public Redaction redaction() {
        return scheme.signature().redaction();
    }

    /** A stranger decides how many signatures there are, and of public keys each costs as much as the first. */
    private void requireFew(Evidence evidence, int signatures) {
        if (scheme.algorithm() != Algorithm.ED25519) {
            return;
        }
        long each = keys.size() * (CURVE_COST + evidence.delivery().body().length);
        long most = Math.max(FEW_SIGNATURES, MOST_COST / each);
        if (signatures > most) {
            throw new Unauthenticated(scheme.noun() + " " + scheme.signature() + " has " + signatures
                    + " elements, for a body of this size at most " + most + " are checked");
        }
    }

    private void requireMatch(Evidence evidence, List<byte[]> signatures) {
        requireFew(evidence, signatures.size());
        for (Key key : keys) {
            if (key.matches(scheme.signed(), evidence, signatures)) {
                return;
            }
        }
        throw new Unauthenticated(scheme.noun() + " in " + scheme.signature() + " does not match "
                + (keys.size() == 1 ? "the secret" : "any of " + keys.size() + " secrets"));
    }
}
