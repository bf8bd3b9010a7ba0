package dev.orgrelay.relay;

import io.smallrye.mutiny.Uni;

/** Where dead letters are kept. */
public interface DeadLetters {

    /** Keeps a dead letter, in place of an earlier one with the same id. Fails if that is not possible at the moment. */
    Uni<Void> keep(DeadLetter letter);
}
