package dev.orgrelay.central;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/** Holds every call back until the test lets one through, in any order, or makes it fail. */
public final class CallGate implements CallGuard {

    private record Waiting(Runnable goOn, Runnable fail) {}

    private final List<Waiting> waiting = new ArrayList<>();

    @Override
    public <T> Uni<T> around(Function<Duration, Uni<T>> call) {
        return Uni.createFrom()
                .emitter(emitter -> hold(new Waiting(
                        () -> call.apply(Duration.ZERO).subscribe().with(emitter::complete, emitter::fail),
                        () -> emitter.fail(outage()))));
    }

    @Override
    public boolean letsThrough() {
        return true;
    }

    public synchronized int waiting() {
        return waiting.size();
    }

    /** Lets one of the waiting calls through; false if none waits. */
    public boolean open(Random random) {
        Optional<Waiting> next = take(random);
        next.ifPresent(call -> call.goOn().run());
        return next.isPresent();
    }

    /** Answers one of the waiting calls with 503, for a while. */
    public boolean fail(Random random) {
        Optional<Waiting> next = take(random);
        next.ifPresent(call -> call.fail().run());
        return next.isPresent();
    }

    private synchronized void hold(Waiting call) {
        waiting.add(call);
    }

    private synchronized Optional<Waiting> take(Random random) {
        return waiting.isEmpty() ? Optional.empty() : Optional.of(waiting.remove(random.nextInt(waiting.size())));
    }

    private static CentralException outage() {
        return new CentralException(
                503,
                "IoT Central answered 503",
                Optional.empty(),
                Optional.empty(),
                Optional.of(Duration.ofSeconds(7)));
    }
}
