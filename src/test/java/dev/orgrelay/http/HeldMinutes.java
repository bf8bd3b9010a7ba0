package dev.orgrelay.http;

import dev.orgrelay.central.Scheduler;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Everything goes on as usual but what is to happen in exactly a minute: that happens when a test wants it to. */
@Alternative
@Singleton
public class HeldMinutes implements Scheduler {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final List<Runnable> held = new ArrayList<>();

    @Override
    public synchronized Runnable after(Duration wait, Runnable task) {
        if (!wait.equals(MINUTE)) {
            return Scheduler.ON_WORKERS.after(wait, task);
        }
        held.add(task);
        return () -> {};
    }

    @Override
    public long nanoTime() {
        return Scheduler.ON_WORKERS.nanoTime();
    }

    /** A minute is over. */
    void elapse() {
        List<Runnable> due;
        synchronized (this) {
            due = List.copyOf(held);
            held.clear();
        }
        due.forEach(Runnable::run);
    }
}
