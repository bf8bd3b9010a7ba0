package dev.orgrelay;

import dev.orgrelay.central.Scheduler;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The clock and the timers of the application; tests replace them. */
final class Clocks {

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Scheduler scheduler() {
        return Scheduler.ON_WORKERS;
    }
}
