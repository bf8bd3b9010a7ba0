package dev.orgrelay.source.authentication;

import dev.orgrelay.source.Delivery;
import dev.orgrelay.source.IntakeException.Unauthenticated;
import java.util.List;

/** Several ways of proof, of which one is enough: both are valid while a sender moves from shared secrets to public keys. */
record AnyOf(List<Authenticator> ways) implements Authenticator {

    @Override
    public Proof verify(Delivery delivery) {
        Unauthenticated refusal = new Unauthenticated("nothing could prove this request");
        for (Authenticator way : ways) {
            try {
                return way.verify(delivery);
            } catch (Unauthenticated next) {
                refusal = next;
            }
        }
        throw refusal;
    }
}
