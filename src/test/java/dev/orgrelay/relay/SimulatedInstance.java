package dev.orgrelay.relay;

import dev.orgrelay.central.Central;
import dev.orgrelay.central.Scheduler;
import dev.orgrelay.central.SlowCalls;
import dev.orgrelay.central.StrictApi;
import dev.orgrelay.central.TestApplications;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** One of the instances of a {@link Simulation}: with a clock that is wrong, and all that it waits for lost if it crashes. */
final class SimulatedInstance implements Scheduler {

    /** Something that an instance waits for. */
    record Held(SimulatedInstance instance, Runnable task) {}

    private final Timeline timeline;
    private final Random random;
    private final BooleanSupplier isCalm;
    private final Relay relay;
    private final String name = "instance " + Integer.toHexString(System.identityHashCode(this));
    private boolean isUp = true;

    SimulatedInstance(
            StrictApi api,
            LedgerStore shared,
            Timeline timeline,
            List<Held> held,
            Random random,
            BooleanSupplier isCalm) {
        this.timeline = timeline;
        this.random = random;
        this.isCalm = isCalm;
        int mostAmiss = (int) LeaseTerm.USUAL.clockDifference().toMillis() / 2;
        Clock clock = Clock.offset(timeline.clock(), Duration.ofMillis(random.nextInt(2 * mostAmiss) - mostAmiss));
        Central central = api.client(new SlowCalls(
                task -> held.add(new Held(this, task)), () -> !isCalm.getAsBoolean() && random.nextInt(3) == 0));
        this.relay = new Relay(
                TestApplications.of(central),
                new StoredLedger(new DistantStore(shared, this::fate), this, clock),
                TestRelay.ownership(),
                new MemoryDeadLetters(),
                new Timeouts(new Timeline()),
                clock,
                new ChangeLog(false),
                ChangeObserver.NONE);
    }

    Relay relay() {
        return relay;
    }

    boolean isUp() {
        return isUp;
    }

    void crash() {
        isUp = false;
    }

    @Override
    public Runnable after(Duration wait, Runnable task) {
        return timeline.after(wait, () -> {
            if (isUp) {
                task.run();
            }
        });
    }

    @Override
    public long nanoTime() {
        return timeline.nanoTime();
    }

    private DistantStore.Fate fate() {
        boolean arrives = isCalm.getAsBoolean() || random.nextInt(25) > 0;
        return arrives ? DistantStore.Fate.ARRIVES : DistantStore.Fate.values()[1 + random.nextInt(2)];
    }

    @Override
    public String toString() {
        return name;
    }
}
