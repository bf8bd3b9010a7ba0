package dev.orgrelay.relay;

import dev.orgrelay.central.Scheduler;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Timers that ring when the test says so; pauses are over at once, and move the clock. */
public final class TestScheduler implements Scheduler {

    private final TestClock clock;
    private final List<Runnable> set = new ArrayList<>();

    public TestScheduler(TestClock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Runnable after(Duration wait, Runnable task) {
        set.add(task);
        return () -> cancel(task);
    }

    @Override
    public long nanoTime() {
        return Duration.between(Changes.HOUR, clock.instant()).toNanos();
    }

    @Override
    public Uni<Void> pause(Duration wait) {
        return Uni.createFrom().voidItem().invoke(() -> clock.advance(wait));
    }

    /** How many timers are set. */
    synchronized int size() {
        return set.size();
    }

    /** All timers that are set ring. */
    void ring() {
        rung().forEach(Runnable::run);
    }

    private synchronized List<Runnable> rung() {
        List<Runnable> rung = List.copyOf(set);
        set.clear();
        return rung;
    }

    private synchronized void cancel(Runnable task) {
        set.remove(task);
    }
}
