package dev.orgrelay.relay;

import dev.orgrelay.central.Scheduler;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
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
@Singleton
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

    /**
     * The item of {@code work}, or of {@code instead} if it takes longer than {@code limit}. Does not cancel {@code work}. Who has waited too long is answered on
     * another thread: whoever takes long over that must not delay the timeouts of others.
     */
    <T> Uni<T> orElse(Uni<T> work, Duration limit, Supplier<T> instead) {
        return Uni.createFrom().emitter(emitter -> {
            Runnable answer = () -> Infrastructure.getDefaultExecutor().execute(() -> emitter.complete(instead.get()));
            Runnable cancel = after(limit, answer);
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
                answer.run();
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
        ticks.values().forEach(tasks -> tasks.forEach(Runnable::run));
    }
}
