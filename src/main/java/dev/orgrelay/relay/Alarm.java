package dev.orgrelay.relay;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Says when somebody has waited long enough.
 *
 * <p>Nearly every alarm is called off. Mutiny's own scheduler would keep those until their time has come, with everything that they refer to.
 */
@ApplicationScoped
class Alarm {

    /** When this instance stops, whoever waits is answered after this time, just before the process ends. */
    static final Duration LAST_PATIENCE = Duration.ofMillis(8_500);

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, Alarm::thread);
    private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean isOver;

    Alarm() {
        timer.setRemoveOnCancelPolicy(true);
    }

    /** The item of {@code work}, or of {@code instead} if it takes longer than {@code patience}. Does not break {@code work} off. */
    <T> Uni<T> orElse(Uni<T> work, Duration patience, Supplier<T> instead) {
        return Uni.createFrom().emitter(emitter -> {
            Runnable ring = () -> answer(emitter, instead);
            Future<?> alarm = timer.schedule(ring, patience.toMillis(), TimeUnit.MILLISECONDS);
            waiting.add(ring);
            emitter.onTermination(() -> forget(ring, alarm));
            work.subscribe().with(item -> end(emitter, ring, alarm, item), failure -> {
                forget(ring, alarm);
                emitter.fail(failure);
            });
            if (isOver) {
                ring.run();
            }
        });
    }

    /** Nobody waits beyond the end of the process. */
    void hurry(@Observes ShutdownDelayInitiatedEvent stopping) {
        timer.schedule(this::ringAll, LAST_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Does {@code task} after {@code delay}.
     *
     * @return calls it off
     */
    Runnable after(Duration delay, Runnable task) {
        Future<?> scheduled = timer.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        return () -> scheduled.cancel(false);
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }

    private <T> void end(UniEmitter<? super T> emitter, Runnable ring, Future<?> alarm, T item) {
        forget(ring, alarm);
        emitter.complete(item);
    }

    private void forget(Runnable ring, Future<?> alarm) {
        alarm.cancel(false);
        waiting.remove(ring);
    }

    private void ringAll() {
        isOver = true;
        waiting.forEach(Runnable::run);
    }

    /** On another thread: whoever takes long over an answer must not delay the alarms of others. */
    private static <T> void answer(UniEmitter<? super T> emitter, Supplier<T> instead) {
        Infrastructure.getDefaultExecutor().execute(() -> emitter.complete(instead.get()));
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "orgrelay-alarm");
        thread.setDaemon(true);
        return thread;
    }
}
