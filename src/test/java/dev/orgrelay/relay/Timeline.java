package dev.orgrelay.relay;

import dev.orgrelay.central.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A clock with timers that the test moves: they ring in their order, on its thread. */
public final class Timeline implements Scheduler {

    private record Timer(Instant due, long number, Runnable task) {}

    private final TestClock clock = new TestClock(Changes.HOUR);
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparing(Timer::due).thenComparing(Timer::number));
    private long set;

    public TestClock clock() {
        return clock;
    }

    @Override
    public Runnable after(Duration wait, Runnable task) {
        Timer timer = new Timer(clock.instant().plus(wait), set++, task);
        timers.add(timer);
        return () -> timers.remove(timer);
    }

    @Override
    public long nanoTime() {
        return Duration.between(Changes.HOUR, clock.instant()).toNanos();
    }

    public void advance(Duration by) {
        Instant end = clock.instant().plus(by);
        while (!timers.isEmpty() && !timers.peek().due().isAfter(end)) {
            Timer next = timers.poll();
            advanceTo(next.due());
            next.task().run();
        }
        advanceTo(end);
    }

    private void advanceTo(Instant then) {
        clock.advance(Duration.between(clock.instant(), then));
    }
}
