package dev.orgrelay.notice;

import static org.awaitility.Awaitility.await;

import dev.orgrelay.central.Scheduler;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Everything goes on as usual, but somebody looks all the time for what is worth a notice. */
@Alternative
@Singleton
public class QuickLooks implements Scheduler {

    private final AtomicInteger looks = new AtomicInteger();

    @Override
    public Runnable after(Duration wait, Runnable task) {
        if (!wait.equals(Notices.EVERY)) {
            return Scheduler.ON_WORKERS.after(wait, task);
        }
        looks.incrementAndGet();
        return Scheduler.ON_WORKERS.after(Duration.ofMillis(50), task);
    }

    /** Returns when what was worth a notice before is told. */
    public void settle() {
        int before = looks.get();
        await().atMost(Duration.ofSeconds(30)).until(() -> looks.get() > before + 1);
    }

    @Override
    public long nanoTime() {
        return Scheduler.ON_WORKERS.nanoTime();
    }
}
