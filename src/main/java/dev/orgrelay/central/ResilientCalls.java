package dev.orgrelay.central;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/**
 * Calls to one application with patience. Each waits for its turn, what may succeed a little later is tried again within a budget of time, and an
 * application that is not well is left alone. All waits go by the scheduler, and end with the last call of this instance.
 */
final class ResilientCalls implements CallGuard {

    static final Duration OPEN_FOR = Duration.ofSeconds(5);

    private static final long FIRST_WAIT_MILLIS = 200;
    private static final long LONGEST_WAIT_MILLIS = 4000;
    private static final int THROTTLED = 429;

    private final Availability availability;
    private final Pace pace;
    private final CircuitBreaker breaker;
    private final Duration openFor;
    private final Duration retryFor;
    private final Shutdown closing;
    private final Scheduler scheduler;

    ResilientCalls(
            Availability availability,
            Pace pace,
            Duration openFor,
            Duration retryFor,
            Shutdown closing,
            Scheduler scheduler) {
        this.availability = availability;
        this.pace = pace;
        this.breaker = new CircuitBreaker(openFor, scheduler);
        this.openFor = openFor;
        this.retryFor = retryFor;
        this.closing = closing;
        this.scheduler = scheduler;
    }

    @Override
    public <T> Uni<T> around(Function<Duration, Uni<T>> call) {
        return Uni.createFrom().deferred(() -> attempt(call, scheduler.nanoTime(), 0));
    }

    @Override
    public boolean letsThrough() {
        return breaker.letsThrough();
    }

    @Override
    public PaceState pace() {
        return new PaceState(pace.rate(), pace.waiting(), availability.throttledLastHour());
    }

    private <T> Uni<T> attempt(Function<Duration, Uni<T>> call, long begun, int retries) {
        if (closing.isOver()) {
            return Uni.createFrom().failure(CentralException.stopping());
        }
        int round = breaker.enter();
        if (round == CircuitBreaker.REFUSED) {
            return Uni.createFrom().failure(CentralException.circuitOpen(openFor));
        }
        return inTurn(call, round)
                .onFailure(CentralException.class)
                .recoverWithUni(failure -> again(call, begun, retries, failure));
    }

    private <T> Uni<T> inTurn(Function<Duration, Uni<T>> call, int round) {
        long from = scheduler.nanoTime();
        if (pace.takeTurn()) {
            return send(call, round, from, from);
        }
        return closing.orEnd(pace.turn()).flatMap(turn -> send(call, round, from, scheduler.nanoTime()));
    }

    private <T> Uni<T> send(Function<Duration, Uni<T>> call, int round, long from, long now) {
        return call.apply(Duration.ofNanos(now - from))
                .onItemOrFailure()
                .invoke((answer, failure) -> learn(round, now, failure));
    }

    private void learn(int round, long sentAt, Throwable failure) {
        boolean isOutage =
                failure instanceof CentralException known && known.kind().isOutage();
        if (isOutage) {
            availability.failed(failure.getMessage());
        }
        availability.circuit(breaker.ended(round, isOutage));
        if (failure instanceof CentralException known && known.status() == THROTTLED) {
            pace.throttled(sentAt, known.retryAfter());
            availability.throttled();
        }
    }

    private <T> Uni<T> again(Function<Duration, Uni<T>> call, long begun, int retries, CentralException failure) {
        Duration wait = waitAfter(failure, retries);
        boolean isInTime = scheduler.nanoTime() + wait.toNanos() - begun < retryFor.toNanos();
        return failure.kind().isWorthAnotherTry(retries) && isInTime && !closing.isOver()
                ? closing.orEnd(scheduler.pause(wait)).flatMap(waited -> attempt(call, begun, retries + 1))
                : Uni.createFrom().failure(failure);
    }

    /** As long as the answer says, else longer each time, spread at random. */
    private static Duration waitAfter(CentralException failure, int retries) {
        long ceiling = Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS << Math.min(retries, 10));
        Duration wait = Duration.ofMillis(ThreadLocalRandom.current().nextLong(ceiling / 2, ceiling + 1));
        return failure.retryAfter()
                .filter(demanded -> demanded.compareTo(wait) > 0)
                .orElse(wait);
    }
}
