package dev.orgrelay.central;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;

/**
 * Makes calls with a credential, and remembers whether it is accepted. A token that is answered 401 is replaced once, and the call made once more.
 *
 * <p>What is remembered fades after a minute: an instance that is not ready gets no traffic on some platforms, so nothing else could ever show that its
 * credential is accepted again.
 */
final class Access {

    private static final int UNAUTHENTICATED = 401;
    private static final Duration REMEMBER = Duration.ofMinutes(1);

    private record Trouble(Instant since, String reason) {}

    private final Credential credential;
    private final Clock clock;
    private final Availability availability;
    private volatile Optional<Trouble> trouble = Optional.empty();

    Access(Credential credential, Clock clock, Availability availability) {
        this.availability = availability;
        this.credential = credential;
        this.clock = clock;
    }

    /** Makes a call with the credential, behind {@code guard}. */
    <T> Uni<T> call(CallGuard guard, BiFunction<String, Duration, Uni<T>> operation) {
        AtomicReference<String> sent = new AtomicReference<>("");
        return guard.around(waited -> authorized(credential.authorization()).flatMap(token -> {
                    sent.set(token);
                    return operation.apply(token, waited);
                }))
                .onFailure(Access::isUnauthenticated)
                .recoverWithUni(refusal -> again(guard, operation, sent.get(), refusal))
                .onItemOrFailure()
                .invoke((answer, failure) -> remember(failure));
    }

    /** Why calls cannot succeed at the moment, as far as those of the last minute tell. */
    Optional<String> trouble() {
        Instant now = clock.instant();
        return trouble.filter(known -> now.isBefore(known.since().plus(REMEMBER)))
                .map(Trouble::reason);
    }

    /** When the credential ends, if somebody has to renew it and knows when. */
    Optional<Instant> ends() {
        return credential.ends();
    }

    Availability availability() {
        return availability;
    }

    ApplicationState state() {
        return availability.state().with(credential.notice());
    }

    private <T> Uni<T> again(
            CallGuard guard, BiFunction<String, Duration, Uni<T>> operation, String refused, Throwable refusal) {
        return authorized(credential.insteadOf(refused)).flatMap(other -> other.map(
                        authorization -> guard.around(waited -> operation.apply(authorization, waited)))
                .orElseGet(() -> Uni.createFrom().failure(refusal)));
    }

    private <T> Uni<T> authorized(Uni<T> authorization) {
        return authorization.onFailure().invoke(failure -> note(failure.getMessage()));
    }

    /** Any other answer than 401 comes from somebody who has accepted the credential. */
    private void remember(Throwable failure) {
        if (isUnauthenticated(failure)) {
            note("the credential is not accepted: " + failure.getMessage());
        } else if (failure == null || isAnswer(failure)) {
            trouble = Optional.empty();
            availability.answered();
        }
    }

    private void note(String reason) {
        trouble = Optional.of(new Trouble(clock.instant(), reason));
        availability.refused(reason);
    }

    private static boolean isUnauthenticated(Throwable failure) {
        return failure instanceof CentralException central && central.status() == UNAUTHENTICATED;
    }

    /** A gateway's 5xx tells nothing. */
    private static boolean isAnswer(Throwable failure) {
        return failure instanceof CentralException central && central.status() >= 400 && central.status() < 500;
    }
}
