package dev.orgrelay.central;

import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.Guard;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import jakarta.enterprise.util.TypeLiteral;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * A guard with patience: retries within a budget of time, a circuit breaker that leaves a broken application alone,
 * and the application's pace.
 *
 * <p>While all is calm, a call goes past retries and breaker, which cost a tenth of an event. Only when it fails it comes to them, failure in hand, and the time that it
 * took counts. The breaker misses nothing: it looks at the last {@value #WINDOW} calls, and calm means that none of those failed. (Of calls side by side it misses the
 * successes that were under way at the first failure; it may open a little earlier.)
 */
final class ResilientCalls implements CallGuard {

    private static final Duration OPEN_FOR = Duration.ofSeconds(5);
    private static final int WINDOW = 20;
    private static final double FAILURE_RATIO = 0.6;
    private static final int THROTTLED = 429;

    private final Pace pace;
    private final CallObserver observer;
    private final Guard guard;
    private final Duration retryFor;
    private final Duration openFor;
    private final Shutdown closing;
    private final Clock clock;
    private final AtomicInteger wellInARow = new AtomicInteger();
    private volatile boolean isClosed = true;
    private volatile Instant openUntil = Instant.MIN;

    ResilientCalls(
            String application, Pace pace, Duration retryFor, Shutdown closing, Clock clock, CallObserver observer) {
        this(application, pace, retryFor, OPEN_FOR, closing, clock, observer);
    }

    ResilientCalls(
            String application,
            Pace pace,
            Duration retryFor,
            Duration openFor,
            Shutdown closing,
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
        return Uni.createFrom()
                .deferred(() -> isCalm() && pace.takeTurn()
                        ? calmly(call, pace.now())
                        : guarded(call, pace.now(), new AtomicReference<>()));
    }

    /** Workers are left to the guard, which brings the answer back to one of them. */
    private boolean isCalm() {
        return wellInARow.get() >= WINDOW && mayTry() && !Context.isOnWorkerThread();
    }

    private boolean mayTry() {
        return isClosed && !closing.isOver();
    }

    private <T> Uni<T> calmly(Supplier<Uni<T>> call, long begun) {
        Uni<T> firstTry = observer.turn(Uni.createFrom().voidItem()).flatMap(turn -> paced(call));
        return CallersContext.keptFor(firstTry)
                .onFailure(failure -> mayTry() && (isOutage(failure) || isWorthAnotherTry(failure)))
                .recoverWithUni(failure -> guarded(call, begun, new AtomicReference<>(failure)));
    }

    /**
     * @param begun when the first try was made
     * @param known its failure, if it was made already
     */
    private <T> Uni<T> guarded(Supplier<Uni<T>> call, long begun, AtomicReference<Throwable> known) {
        AtomicBoolean isUnderWay = new AtomicBoolean();
        Supplier<Uni<T>> nextTry = () -> Optional.ofNullable(known.getAndSet(null))
                .map(failure -> Uni.createFrom().<T>failure(failure))
                .orElseGet(() -> inTurn(() -> only(call, isUnderWay)))
                .onFailure(failure -> pace.now() - begun >= retryFor.toNanos())
                .transform(LastFailure::new);
        return closing.cutShort(
                        guard.get(nextTry::get, new TypeLiteral<Uni<T>>() {}),
                        () -> !isUnderWay.get(),
                        CentralException::stopping)
                .onFailure(LastFailure.class)
                .transform(Throwable::getCause)
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
        isClosed = state == CircuitBreakerState.CLOSED;
        wellInARow.set(0);
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
        return observer.turn(pace.turn()).flatMap(turn -> paced(call));
    }

    private <T> Uni<T> paced(Supplier<Uni<T>> call) {
        long sentAt = pace.now();
        return call.get()
                .onFailure(failure -> !(failure instanceof CentralException))
                .transform(CentralException::noAnswer)
                .onItemOrFailure()
                .invoke((answer, failure) -> learn(sentAt, failure));
    }

    private void learn(long sentAt, Throwable failure) {
        if (failure != null && isOutage(failure)) {
            wellInARow.set(0);
        } else if (isClosed && wellInARow.get() < WINDOW) {
            wellInARow.incrementAndGet();
        }
        if (failure instanceof CentralException central && central.status() == THROTTLED) {
            pace.throttled(sentAt, central.retryAfter());
        }
    }

    private boolean isWorthAnotherTry(Throwable failure) {
        return failure instanceof CentralException central
                && central.kind().isTransient()
                && !closing.isOver()
                && central.retryAfter()
                        .map(wait -> wait.compareTo(retryFor) < 0)
                        .orElse(true);
    }

    private static boolean isOutage(Throwable failure) {
        Throwable what = failure instanceof LastFailure ? failure.getCause() : failure;
        return what instanceof CentralException central && central.kind().isOutage();
    }

    /** A failure after which there is no time for another try. */
    private static final class LastFailure extends RuntimeException {

        private static final long serialVersionUID = 1L;

        LastFailure(Throwable failure) {
            super(null, failure, false, false);
        }
    }
}
