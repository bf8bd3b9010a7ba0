package dev.orgrelay.relay;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
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

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, Alarm::thread);

    Alarm() {
        timer.setRemoveOnCancelPolicy(true);
    }

    /** The item of {@code work}, or of {@code instead} if it takes longer than {@code patience}. Does not break {@code work} off. */
    <T> Uni<T> orElse(Uni<T> work, Duration patience, Supplier<T> instead) {
        return unbroken(work).ifNoItem().after(patience).on(timer).recoverWithItem(instead);
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

    private static <T> Uni<T> unbroken(Uni<T> work) {
        return Uni.createFrom().emitter(emitter -> work.subscribe().with(emitter::complete, emitter::fail));
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "orgrelay-alarm");
        thread.setDaemon(true);
        return thread;
    }
}
