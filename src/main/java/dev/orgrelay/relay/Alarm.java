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
 * Says when somebody has waited long enough.
 *
 * <p>Nearly every alarm is called off, and there is one for each event. So they are kept in the order of their time as by a clock that ticks four times a
 * second: only the first of a tick wakes the timer's thread, and all of a tick ring together, up to a quarter of a second late.
 */
@ApplicationScoped
class Alarm {

    /** When this instance stops, whoever waits is answered after this time, just before the process ends. */
    static final Duration LAST_PATIENCE = Duration.ofMillis(8_500);

    private static final long TICK_MILLIS = 250;

    private final Scheduler scheduler;
    private final Map<Long, Set<Runnable>> ticks = new ConcurrentHashMap<>();
    private volatile boolean isOver;

    Alarm(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** The item of {@code work}, or of {@code instead} if it takes longer than {@code patience}. Does not break {@code work} off. */
    <T> Uni<T> orElse(Uni<T> work, Duration patience, Supplier<T> instead) {
        return Uni.createFrom().emitter(emitter -> {
            Waiter<T> waiter = new Waiter<>(emitter, instead);
            Runnable callOff = after(patience, waiter);
            work.subscribe()
                    .with(
                            item -> {
                                callOff.run();
                                emitter.complete(item);
                            },
                            failure -> {
                                callOff.run();
                                emitter.fail(failure);
                            });
            if (isOver) {
                waiter.run();
            }
        });
    }

    /** Nobody waits beyond the end of the process. */
    void hurry(@Observes ShutdownDelayInitiatedEvent stopping) {
        scheduler.after(LAST_PATIENCE, this::ringAll);
    }

    /**
     * Does {@code task} after {@code delay}, or up to {@value #TICK_MILLIS} ms later.
     *
     * @return calls it off
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
        scheduler.after(Duration.ofMillis(millis), () -> ring(tick));
        return ConcurrentHashMap.newKeySet();
    }

    private void ring(long tick) {
        Set<Runnable> tasks = ticks.remove(tick);
        tasks.forEach(Runnable::run);
    }

    /** Answers whoever waits, now and from now on. */
    void ringAll() {
        isOver = true;
        ticks.values()
                .forEach(
                        tasks -> tasks.stream().filter(Waiter.class::isInstance).forEach(Runnable::run));
    }

    /** Somebody who is answered when the alarm rings. Who has an answer already gets no other. */
    private record Waiter<T>(UniEmitter<? super T> emitter, Supplier<T> instead) implements Runnable {

        /** On another thread: whoever takes long over an answer must not delay the alarms of others. */
        @Override
        public void run() {
            Infrastructure.getDefaultExecutor().execute(() -> emitter.complete(instead.get()));
        }
    }
}
