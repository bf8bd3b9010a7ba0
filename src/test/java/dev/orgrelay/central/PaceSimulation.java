package dev.orgrelay.central;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;

/** Instances with a {@link Pace} each that call one application, in a time that passes as fast as the machine can count. */
final class PaceSimulation {

    private static final long MILLI = 1_000_000;
    private static final int WAITING = 20;

    /** An answer of the application. */
    record Answer(int instance, double second, boolean isThrottled) {}

    private record Event(long at, long number, Runnable task) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>((a, b) -> a.at != b.at ? Long.compare(a.at, b.at) : Long.compare(a.number, b.number));
    private final List<Answer> answers = new ArrayList<>();
    private final List<Instance> instances = new ArrayList<>();
    private final Random random;
    private final double allowed;
    private double held;
    private long filledAt;
    private long now;
    private long number;
    private Optional<Duration> retryAfter = Optional.empty();

    /** @param allowed requests per second, and how many the application holds */
    PaceSimulation(double allowed, long seed) {
        this.allowed = allowed;
        this.held = allowed;
        this.random = new Random(seed);
    }

    /** Every 429 says so. */
    PaceSimulation withRetryAfter(Duration duration) {
        retryAfter = Optional.of(duration);
        return this;
    }

    /** An instance that always has something to call, and holds {@code limit} for the limit. */
    PaceSimulation instance(double limit, double fromSecond, double toSecond) {
        Instance instance = new Instance(instances.size(), limit, (long) (toSecond * 1e9));
        instances.add(instance);
        at((long) ((fromSecond + random.nextDouble(0.3)) * 1e9), instance::begin);
        return this;
    }

    PaceSimulation instances(int count, double limit) {
        for (int i = 0; i < count; i++) {
            instance(limit, 0, Double.MAX_VALUE);
        }
        return this;
    }

    PaceSimulation run(double seconds) {
        while (!events.isEmpty() && events.peek().at <= seconds * 1e9) {
            Event next = events.poll();
            now = next.at;
            next.task.run();
        }
        return this;
    }

    /** Answers of a span that were not 429, as a part of what the application allows. */
    double used(double from, double to) {
        return count(from, to, false) / ((to - from) * allowed);
    }

    /** When the first 429 was given, in seconds. */
    double first429() {
        return answers.stream()
                .filter(Answer::isThrottled)
                .mapToDouble(Answer::second)
                .findFirst()
                .orElseThrow();
    }

    double shareOf429(double from, double to) {
        long throttled = count(from, to, true);
        return throttled / Math.max(1.0, throttled + count(from, to, false));
    }

    long count(double from, double to, boolean isThrottled) {
        return answers.stream()
                .filter(answer -> answer.isThrottled == isThrottled && answer.second >= from && answer.second < to)
                .count();
    }

    /** What the least lucky instance got, as a part of its fair share. */
    double leastShare(double from, double to) {
        double[] taken = new double[instances.size()];
        answers.stream()
                .filter(answer -> !answer.isThrottled && answer.second >= from && answer.second < to)
                .forEach(answer -> taken[answer.instance]++);
        double least = Double.MAX_VALUE;
        double all = 0;
        for (double one : taken) {
            least = Math.min(least, one);
            all += one;
        }
        return least * taken.length / all;
    }

    private final Scheduler timers = new Scheduler() {
        @Override
        public Runnable after(Duration wait, Runnable task) {
            at(now + wait.toNanos() + random.nextLong(MILLI), task);
            return () -> {};
        }

        @Override
        public long nanoTime() {
            return now;
        }
    };

    private void at(long time, Runnable task) {
        events.add(new Event(time, number++, task));
    }

    private boolean take() {
        held = Math.min(allowed, held + (now - filledAt) / 1e9 * allowed);
        filledAt = now;
        if (held < 1) {
            return false;
        }
        held--;
        return true;
    }

    private final class Instance {

        private final int name;
        private final double limit;
        private final long end;
        private Pace pace;

        private Instance(int name, double limit, long end) {
            this.name = name;
            this.limit = limit;
            this.end = end;
        }

        private void begin() {
            pace = new Pace(limit, timers);
            for (int i = 0; i < WAITING; i++) {
                wantATurn();
            }
        }

        private void wantATurn() {
            if (now < end) {
                pace.turn().subscribe().with(turn -> send(), tooBusy -> at(now + 100 * MILLI, this::wantATurn));
            }
        }

        private void send() {
            long sentAt = now;
            long oneWay = random.nextLong(25, 100) * MILLI;
            at(now + oneWay, () -> {
                boolean isThrottled = !take();
                answers.add(new Answer(name, now / 1e9, isThrottled));
                at(now + oneWay, () -> answer(sentAt, isThrottled));
            });
            at(now, this::wantATurn);
        }

        private void answer(long sentAt, boolean isThrottled) {
            if (isThrottled) {
                pace.throttled(sentAt, retryAfter);
            }
        }
    }
}
