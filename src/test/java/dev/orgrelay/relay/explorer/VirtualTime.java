package dev.orgrelay.relay.explorer;

import dev.orgrelay.central.Scheduler;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Clock and timers of one instance. Nothing moves by itself: short waits end when they are told to, timers fire when the time was moved. */
final class VirtualTime extends Clock implements Scheduler {

    private record Timer(long due, boolean isLong, Runnable task) {}

    private final LongSupplier seconds;
    private final int ahead;
    private final List<Timer> timers = new ArrayList<>();
    private final List<Runnable> pauses = new ArrayList<>();

    /**
     * @param seconds the true time since {@link Event#START}
     * @param ahead how far this clock is ahead of it, in seconds
     */
    VirtualTime(LongSupplier seconds, int ahead) {
        this.seconds = seconds;
        this.ahead = ahead;
    }

    @Override
    public Runnable after(Duration wait, Runnable task) {
        boolean isLong = wait.toSeconds() > 0;
        Timer timer = new Timer(seconds.getAsLong() + Math.max(1, wait.toSeconds()), isLong, task);
        timers.add(timer);
        return () -> timers.remove(timer);
    }

    @Override
    public Uni<Void> pause(Duration wait) {
        return Uni.createFrom().emitter(emitter -> pauses.add(() -> emitter.complete(null)));
    }

    @Override
    public long nanoTime() {
        return TimeUnit.SECONDS.toNanos(seconds.getAsLong());
    }

    @Override
    public Instant instant() {
        return Event.START.plusSeconds(seconds.getAsLong() + ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    /** The true time, in seconds, at which this clock shows {@code instant}. */
    long secondOf(Instant instant) {
        return Duration.between(Event.START, instant).toSeconds() - ahead;
    }

    boolean isPausing() {
        return !pauses.isEmpty();
    }

    void endPause() {
        pauses.remove(0).run();
    }

    /** When the next timer is due that is about more than to look whether something is due. */
    Optional<Long> nextDue() {
        return timers.stream().filter(Timer::isLong).map(Timer::due).min(Long::compare);
    }

    /** Fires what is due, each once. */
    void fire() {
        List<Timer> due = timers.stream()
                .filter(timer -> timer.due() <= seconds.getAsLong())
                .toList();
        timers.removeAll(due);
        due.forEach(timer -> timer.task().run());
    }
}
