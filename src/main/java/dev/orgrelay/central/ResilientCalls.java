package dev.orgrelay.central;

import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.Guard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.util.TypeLiteral;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * A guard with patience: retries within a budget of time, a circuit breaker that leaves a broken application alone,
 * and the application's pace.
 */
final class ResilientCalls implements CallGuard {

    private static final Duration OPEN_FOR = Duration.ofSeconds(5);
    private static final int WINDOW = 20;
    private static final double FAILURE_RATIO = 0.6;

    private final Pace pace;
    private final CallObserver observer;
    private final Guard guard;
    private final Duration retryFor;
    private final Duration openFor;
    private final Closing closing;
    private final Clock clock;
    private volatile Instant openUntil = Instant.MIN;

    ResilientCalls(
            String application, Pace pace, Duration retryFor, Closing closing, Clock clock, CallObserver observer) {
        this(application, pace, retryFor, OPEN_FOR, closing, clock, observer);
    }

    ResilientCalls(
            String application,
            Pace pace,
            Duration retryFor,
            Duration openFor,
            Closing closing,
            Clock clock,
            CallObserver observer) {
        this.observer = observer;
        this.openFor = openFor;
        this.closing = closing;
        this.clock = clock;
        this.pace = pace;
        this.retryFor = retryFor;
        this.guard = Guard.create()
                .withDescription("calls to application " + application)
                .withThreadOffload(false)
                .withRetry()
                .maxRetries(-1)
                .maxDuration(retryFor.toMillis(), ChronoUnit.MILLIS)
                .whenException(this::isWorthAnotherTry)
                .withCustomBackoff()
                .strategy(Backoff::new)
                .done()
                .done()
                .withCircuitBreaker()
                .requestVolumeThreshold(WINDOW)
                .failureRatio(FAILURE_RATIO)
                .delay(openFor.toMillis(), ChronoUnit.MILLIS)
                .when(ResilientCalls::isOutage)
                .onStateChange(this::remember)
                .done()
                .build();
    }

    @Override
    public <T> Uni<T> around(Supplier<Uni<T>> call) {
        AtomicBoolean isUnderWay = new AtomicBoolean();
        Uni<T> calls = guard.get(() -> inTurn(() -> only(call, isUnderWay)), new TypeLiteral<Uni<T>>() {});
        return closing.cutShort(calls, () -> !isUnderWay.get(), CentralException::stopping)
                .onFailure(CircuitBreakerOpenException.class)
                .transform(open -> CentralException.circuitOpen(openFor))
                .onFailure(failure -> !(failure instanceof CentralException))
                .transform(CentralException::noAnswer);
    }

    @Override
    public boolean letsThrough() {
        return clock.instant().isAfter(openUntil);
    }

    /** An open circuit is only left by a call, so nobody must wait for it to close before calling. */
    private void remember(CircuitBreakerState state) {
        openUntil = state == CircuitBreakerState.OPEN ? clock.instant().plus(openFor) : Instant.MIN;
    }

    /** Marks the time in which IoT Central may be at it. */
    private <T> Uni<T> only(Supplier<Uni<T>> call, AtomicBoolean isUnderWay) {
        isUnderWay.set(true);
        if (closing.isOver()) {
            isUnderWay.set(false);
            return Uni.createFrom().failure(CentralException.stopping());
        }
        return call.get().onTermination().invoke(() -> isUnderWay.set(false));
    }

    private <T> Uni<T> inTurn(Supplier<Uni<T>> call) {
        return observer.turn(pace.turn()).onItem().transformToUni(turn -> paced(call));
    }

    private <T> Uni<T> paced(Supplier<Uni<T>> call) {
        long sentAt = pace.now();
        return call.get()
                .onFailure(failure -> !(failure instanceof CentralException))
                .transform(CentralException::noAnswer)
                .onFailure(ResilientCalls::isThrottledByApplication)
                .invoke(failure -> pace.throttled(sentAt, ((CentralException) failure).retryAfter()));
    }

    private boolean isWorthAnotherTry(Throwable failure) {
        return failure instanceof CentralException central
                && central.kind().isTransient()
                && !closing.isOver()
                && central.retryAfter()
                        .map(wait -> wait.compareTo(retryFor) < 0)
                        .orElse(true);
    }

    private static boolean isThrottledByApplication(Throwable failure) {
        return failure instanceof CentralException central && central.status() == 429;
    }

    private static boolean isOutage(Throwable failure) {
        return failure instanceof CentralException central && central.kind() == CentralException.Kind.UNAVAILABLE;
    }
}
