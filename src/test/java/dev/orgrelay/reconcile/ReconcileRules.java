package dev.orgrelay.reconcile;

import dev.orgrelay.central.Scheduler;
import dev.orgrelay.configuration.StrictSettings;
import dev.orgrelay.relay.ChangeObserver;
import dev.orgrelay.relay.Records;
import dev.orgrelay.relay.TestRelay;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.util.Map;

/** Settings of plans from properties. */
public final class ReconcileRules {

    private ReconcileRules() {}

    /** @param properties with their whole keys */
    public static ReconcileSettings of(Map<String, String> properties) {
        return of(new SmallRyeConfigBuilder()
                .withCustomizers(new StrictSettings())
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .withMapping(ReconcileConfig.class)
                .build());
    }

    /** A reconciler in front of {@code relay}. */
    public static Reconciler reconciler(TestRelay relay, Clock clock) {
        return reconciler(relay, clock, ChangeObserver.NONE);
    }

    /** The same, with somebody who looks on. */
    public static Reconciler reconciler(TestRelay relay, Clock clock, ChangeObserver observer) {
        return reconciler(relay, Records.inMemory(), clock, observer);
    }

    /** One of the instances that share {@code records}. */
    static Reconciler reconciler(TestRelay relay, Records records, Clock clock, ChangeObserver observer) {
        return new Reconciler(
                relay.applications(),
                relay.relay(),
                relay.owners(),
                new HeldDeletes(records, relay.deadLetters(), clock),
                new ReconcileLeases(records, Scheduler.ON_WORKERS, clock),
                clock,
                observer);
    }

    /** @param config that has them */
    public static ReconcileSettings of(SmallRyeConfig config) {
        return new ReconcileSettings(config.getConfigMapping(ReconcileConfig.class));
    }
}
