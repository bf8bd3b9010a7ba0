package dev.orgrelay.relay.reconcile;

import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Deferred;
import dev.orgrelay.plan.Plan;
import dev.orgrelay.plan.Step;
import dev.orgrelay.relay.Availability;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The steps of one plan, carried out: several at once, each as soon as all that it waits for has ended, the first ones first.
 *
 * <p>A step that fails stops what waits for its success and nothing else. Once the application is not available, no further step is tried. A run goes on when
 * nobody listens any more: to stop in the middle would help nobody.
 */
final class Execution {

    private final Plan plan;
    private final Function<Step, Uni<Outcome>> apply;
    private final int mostAtOnce;
    private final Clock clock;
    private final Instant start;
    private final Availability availability = new Availability();
    private final List<List<Integer>> waiting = new ArrayList<>();
    private final int[] awaited;
    private final Map<Integer, Outcome> skipped = new HashMap<>();
    private final Queue<Integer> ready = new PriorityQueue<>();
    private final AtomicInteger calls = new AtomicInteger();
    private int underWay;
    private int done;

    /** @param mostAtOnce how many steps are under way at the same time */
    Execution(Plan plan, Function<Step, Uni<Outcome>> apply, int mostAtOnce, Clock clock) {
        this.plan = plan;
        this.apply = apply;
        this.mostAtOnce = mostAtOnce;
        this.clock = clock;
        this.start = clock.instant();
        this.awaited = new int[plan.steps().size()];
        plan.steps().forEach(scheduled -> waiting.add(new ArrayList<>()));
        for (int step = 0; step < awaited.length; step++) {
            Set<Integer> all = plan.steps().get(step).waitsFor();
            awaited[step] = all.size();
            for (int earlier : all) {
                waiting.get(earlier).add(step);
            }
        }
    }

    /** Begins when somebody listens for the first time. */
    Multi<Finished> run() {
        return Multi.createFrom()
                .emitter(
                        emitter -> {
                            IntStream.range(0, awaited.length)
                                    .filter(step -> awaited[step] == 0)
                                    .forEach(ready::add);
                            proceed(emitter);
                        },
                        BackPressureStrategy.BUFFER);
    }

    /** Steps may end while others are started, so only one caller at a time starts some, and looks again if it was called meanwhile. */
    private void proceed(MultiEmitter<? super Finished> emitter) {
        if (calls.getAndIncrement() > 0) {
            return;
        }
        do {
            for (Optional<Integer> next = next(emitter); next.isPresent(); next = next(emitter)) {
                begin(next.get(), emitter);
            }
        } while (calls.decrementAndGet() > 0);
    }

    private synchronized Optional<Integer> next(MultiEmitter<? super Finished> emitter) {
        if (done == awaited.length) {
            emitter.complete();
            return Optional.empty();
        }
        if (ready.isEmpty() || underWay >= mostAtOnce) {
            return Optional.empty();
        }
        underWay++;
        return Optional.of(ready.remove());
    }

    private void begin(int number, MultiEmitter<? super Finished> emitter) {
        availability
                .obstacle()
                .map(obstacle -> Uni.createFrom().item(obstacle))
                .orElseGet(() -> apply.apply(step(number)))
                .subscribe()
                .with(outcome -> end(number, outcome, emitter), failure -> end(number, trouble(failure), emitter));
    }

    private void end(int number, Outcome outcome, MultiEmitter<? super Finished> emitter) {
        synchronized (this) {
            underWay--;
            availability.learn(outcome);
            Optional<Outcome> failure = Optional.of(outcome).filter(ending -> !Finished.isDone(ending));
            conclude(number, outcome, failure.map(ending -> skipped(step(number), ending)), emitter);
        }
        proceed(emitter);
    }

    /** A step that is not tried ends in its turn, too: those behind it must not overtake what it waits for. */
    private void conclude(
            int number, Outcome outcome, Optional<Outcome> ofThoseAfter, MultiEmitter<? super Finished> emitter) {
        tell(number, outcome, emitter);
        for (int next : waiting.get(number)) {
            ofThoseAfter
                    .filter(skip -> plan.steps().get(next).after().contains(number))
                    .ifPresent(skip -> skipped.putIfAbsent(next, skip));
            Optional<Outcome> skip = Optional.ofNullable(skipped.get(next));
            if (--awaited[next] == 0) {
                skip.ifPresentOrElse(ending -> conclude(next, ending, skip, emitter), () -> ready.add(next));
            }
        }
    }

    private void tell(int number, Outcome outcome, MultiEmitter<? super Finished> emitter) {
        done++;
        emitter.emit(
                new Finished(step(number), outcome, done, awaited.length, Duration.between(start, clock.instant())));
    }

    /** What becomes of a step that waits for one that failed is as lasting as that failure. */
    private static Outcome skipped(Step failed, Outcome outcome) {
        String reason = "not tried: it waits for the " + failed.word() + " of '" + failed.organization() + "'";
        return outcome instanceof Deferred deferred
                ? new Deferred(deferred.cause(), reason, deferred.delay())
                : new Outcome.Refused(reason);
    }

    private static Outcome trouble(Throwable failure) {
        return new Deferred(
                Outcome.Cause.NO_ANSWER,
                "it could not be tried: " + failure.getClass().getSimpleName());
    }

    private Step step(int number) {
        return plan.steps().get(number).step();
    }
}
