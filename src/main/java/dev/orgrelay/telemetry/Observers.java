package dev.orgrelay.telemetry;

import dev.orgrelay.central.CallObserver;
import dev.orgrelay.relay.ChangeObserver;
import dev.orgrelay.relay.ChangeObserver.LooksOn;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Gives the other rooms their observers: real ones where telemetry is on, else such that look away. */
final class Observers {

    @Produces
    @Singleton
    CallObserver calls(Telemetry telemetry) {
        if (!telemetry.isOn()) {
            return CallObserver.NONE;
        }
        Export export = telemetry.export();
        return new ObservedCalls(export.spans(), export.instruments());
    }

    @Produces
    @Singleton
    @LooksOn
    ChangeObserver changes(Telemetry telemetry) {
        if (!telemetry.isOn()) {
            return new PassedOnTraces();
        }
        Export export = telemetry.export();
        return new ObservedChanges(export.spans(), export.instruments());
    }
}
