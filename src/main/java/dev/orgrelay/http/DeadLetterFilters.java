package dev.orgrelay.http;

import dev.orgrelay.organization.Text;
import dev.orgrelay.relay.DeadLetter;
import dev.orgrelay.relay.DeadLetters;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Optional;

/** Which dead letters an operator asks for, in a query. */
final class DeadLetterFilters {

    /** What can be asked. */
    static final List<String> NAMES = List.of("source", "application", "organization", "outcome", "reason");

    private static final List<String> OUTCOMES = List.of(DeadLetter.REFUSED, DeadLetter.DEFERRED);

    private DeadLetterFilters() {}

    /** @throws ProblemException if one of the values is not allowed */
    static DeadLetters.Filter read(MultiMap params) {
        Optional<String> outcome = Optional.ofNullable(params.get("outcome"));
        outcome.filter(word -> !OUTCOMES.contains(word)).ifPresent(word -> {
            throw new ProblemException(
                    400, "outcome = " + Text.shorten(word) + ": allowed are " + String.join(", ", OUTCOMES));
        });
        return new DeadLetters.Filter(
                Optional.ofNullable(params.get("source")),
                Optional.ofNullable(params.get("application")),
                Optional.ofNullable(params.get("organization")),
                outcome,
                Optional.ofNullable(params.get("reason")));
    }
}
