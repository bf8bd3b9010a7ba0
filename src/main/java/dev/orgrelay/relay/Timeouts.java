package dev.orgrelay.relay;

import dev.orgrelay.central.Scheduler;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Answers whoever waits too long.
 *
 * <p>There is one timeout for each event, and nearly all are cancelled. So they are kept by ticks, four a second: one timer for each tick, and a timeout
 * ends up to a quarter of a second late.
 */
@ApplicationScoped
class Timeouts {

    /** When this instance stops, whoever waits is answered after this time, just before the process ends. */
    static final Duration STOP_AFTER = Duration.ofMillis(8_500);

    private static final long TICK_MILLIS = 250;

    private final Scheduler scheduler;
    private final Map<Long, Set<Runnable>> ticks = new ConcurrentHashMap<>();
    private volatile boolean isOver;

    Timeouts(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** The item of {@code work}, or of {@code instead} if it takes longer than {@code limit}. Does not cancel {@code work}. */
    <T> Uni<T> orElse(Uni<T> work, Duration limit, Supplier<T> instead) {
        return Uni.createFrom().emitter(emitter -> {
            Waiter<T> waiter = new Waiter<>(emitter, instead);
            Runnable cancel = after(limit, waiter);
            work.subscribe()
                    .with(
                            item -> {
                                cancel.run();
                                emitter.complete(item);
                            },
                            failure -> {
                                cancel.run();
                                emitter.fail(failure);
                            });
            if (isOver) {
                waiter.run();
            }
        });
    }

    /** Nobody waits beyond the end of the process. */
    void hurry(@Observes ShutdownDelayInitiatedEvent stopping) {
        scheduler.after(STOP_AFTER, this::endAll);
    }

    /**
     * Does {@code task} after {@code delay}, or up to {@value #TICK_MILLIS} ms later.
     *
     * @return cancels it
     */
    Runnable after(Duration delay, Runnable task) {
        long tick = TimeUnit.NANOSECONDS.toMillis(scheduler.nanoTime() + delay.toNanos()) / TICK_MILLIS + 1;
        Set<Runnable> tasks = ticks.compute(tick, (time, others) -> with(task, time, others));
        return () -> tasks.remove(task);
    }

    private Set<Runnable> with(Runnable task, long tick, Set<Runnable> others) {
        Set<Runnable> tasks = others == null ? begin(tick) : others;
        tasks.add(task);
        return tasks;
    }

    private Set<Runnable> begin(long tick) {
        long millis = tick * TICK_MILLIS - TimeUnit.NANOSECONDS.toMillis(scheduler.nanoTime());
        scheduler.after(Duration.ofMillis(millis), () -> end(tick));
        return ConcurrentHashMap.newKeySet();
    }

    private void end(long tick) {
        Set<Runnable> tasks = ticks.remove(tick);
        tasks.forEach(Runnable::run);
    }

    /** Answers whoever waits, now and from now on. */
    void endAll() {
        isOver = true;
        ticks.values()
                .forEach(
                        tasks -> tasks.stream().filter(Waiter.class::isInstance).forEach(Runnable::run));
    }

    /** Somebody who is answered at a timeout, unless there was an answer before. */
    private record Waiter<T>(UniEmitter<? super T> emitter, Supplier<T> instead) implements Runnable {

        /** On another thread: whoever takes long over an answer must not delay the timeouts of others. */
        @Override
        public void run() {
            Infrastructure.getDefaultExecutor().execute(() -> emitter.complete(instead.get()));
        }
    }
}
