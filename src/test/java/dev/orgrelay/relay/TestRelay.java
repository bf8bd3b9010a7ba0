package dev.orgrelay.relay;

import dev.orgrelay.central.StrictApi;
import dev.orgrelay.central.TestApplications;

/** A relay with a memory of its own, in front of a strict application. */
public final class TestRelay {

    private static final Alarm ALARM = new Alarm();

    private TestRelay() {}

    public static Relay of(StrictApi api) {
        TestClock clock = new TestClock(Changes.HOUR);
        return new Relay(
                TestApplications.of(api.client()),
                new MemoryLedger(clock),
                new MemoryDeadLetters(),
                ALARM,
                clock,
                new ChangeLog(false),
                ChangeObserver.NONE);
    }
}
