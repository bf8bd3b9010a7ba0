package dev.orgrelay.sandbox;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A fault that the sandbox commits on purpose.
 *
 * @param status of the answer, for the action {@code STATUS} only
 * @param body of that answer; empty for the usual one
 * @param retryAfter the {@code Retry-After} header of that answer
 * @param isCarriedOut whether the request has its effect before
 * @param times how often it still strikes; empty means always
 * @param delayMs milliseconds before anything else happens
 * @param probability with which it hits a request that it matches, 0 to 1
 * @param seed of the draws, so that a run can be repeated
 */
record FaultRule(
        FaultMatch match,
        FaultAction action,
        OptionalInt status,
        Optional<String> body,
        Optional<String> retryAfter,
        boolean isCarriedOut,
        OptionalInt times,
        int delayMs,
        double probability,
        long seed) {

    private static final int LONGEST_DELAY = 600_000;

    /** @throws InvalidSettingException if the rule makes no sense */
    FaultRule {
        require(action != FaultAction.STATUS || status.isPresent(), "action status needs a status");
        status.ifPresent(value -> require(value >= 200 && value <= 599, "status must be 200 to 599, not " + value));
        require(body.isEmpty() || action == FaultAction.STATUS, "body goes with a status");
        retryAfter.ifPresent(value -> require(
                !value.startsWith("-") && !value.isBlank(), "retryAfter must be 0 or more seconds, not " + value));
        times.ifPresent(value -> require(value > 0, "times must be 1 or more, not " + value));
        require(
                delayMs >= 0 && delayMs <= LONGEST_DELAY,
                "delayMs must be 0 to " + LONGEST_DELAY + " milliseconds, not " + delayMs);
        require(probability >= 0 && probability <= 1, "probability must be 0 to 1, not " + probability);
    }

    /** Whether it strikes once more after this time. */
    boolean lasts() {
        return times.isEmpty() || times.getAsInt() > 1;
    }

    /** The same with one time less. */
    FaultRule spent() {
        OptionalInt left = times.isEmpty() ? times : OptionalInt.of(times.getAsInt() - 1);
        return new FaultRule(match, action, status, body, retryAfter, isCarriedOut, left, delayMs, probability, seed);
    }

    private static void require(boolean condition, String sentence) {
        if (!condition) {
            throw new InvalidSettingException(sentence);
        }
    }
}
