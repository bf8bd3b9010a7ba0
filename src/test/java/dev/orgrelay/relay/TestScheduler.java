package dev.orgrelay.relay;

import dev.orgrelay.central.Scheduler;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Timers that ring when the test says so; pauses are over at once, and move the clock. */
public final class TestScheduler implements Scheduler {

    private record Timer(Instant at, Runnable task) {}

    private final TestClock clock;
    private final List<Timer> set = new ArrayList<>();

    public TestScheduler(TestClock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Runnable after(Duration wait, Runnable task) {
        Timer timer = new Timer(clock.instant().plus(wait), task);
        set.add(timer);
        return () -> take(timer);
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
    public synchronized int size() {
        return set.size();
    }

    /** All timers that are set ring. */
    void ring() {
        rung().forEach(timer -> timer.task().run());
    }

    /** Time goes by: each timer rings when it is its time. */
    public void elapse(Duration time) {
        Instant end = clock.instant().plus(time);
        for (Optional<Timer> next = next(end); next.isPresent(); next = next(end)) {
            clock.advance(Duration.between(clock.instant(), next.get().at()));
            take(next.get());
            next.get().task().run();
        }
        clock.advance(Duration.between(clock.instant(), end));
    }

    private synchronized Optional<Timer> next(Instant end) {
        return set.stream().filter(timer -> !timer.at().isAfter(end)).min(Comparator.comparing(Timer::at));
    }

    private synchronized List<Timer> rung() {
        List<Timer> rung = List.copyOf(set);
        set.clear();
        return rung;
    }

    private synchronized void take(Timer timer) {
        set.removeIf(other -> other == timer);
    }
}
