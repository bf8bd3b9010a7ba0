package dev.orgrelay.proof;

import dev.orgrelay.message.Delivery;
import dev.orgrelay.message.IntakeException.Unauthenticated;
import dev.orgrelay.message.Redaction;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Several ways of proof, of which one is enough: both are valid while a sender moves from shared secrets to public keys. */
record AnyOf(List<Authenticator> ways) implements Authenticator {

    @Override
    public String challenge() {
        return ways.get(0).challenge();
    }

    @Override
    public Uni<Optional<Proof>> verifyHead(Delivery head) {
        Uni<Optional<Proof>> first = ways.get(0).verifyHead(head);
        for (Authenticator way : ways.subList(1, ways.size())) {
            first = first.onFailure(Unauthenticated.class).recoverWithUni(() -> way.verifyHead(head));
        }
        return first;
    }

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

    @Override
    public Proof assumed(Delivery delivery) {
        return ways.get(0).assumed(delivery);
    }

    @Override
    public Delivery sign(Delivery request) {
        return ways.get(0).sign(request);
    }

    @Override
    public String explanation(Delivery delivery) {
        return ways.stream().map(way -> way.explanation(delivery)).collect(Collectors.joining("; or "));
    }

    @Override
    public Redaction redaction() {
        return ways.stream().map(Authenticator::redaction).reduce(Redaction.USUAL, Redaction::and);
    }
}
