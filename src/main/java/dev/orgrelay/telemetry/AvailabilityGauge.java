package dev.orgrelay.telemetry;

import dev.orgrelay.central.Applications;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.function.Consumer;

/** Which applications can be called at the moment, as far as earlier calls tell: 1 or 0. Nobody is called for it. */
final class AvailabilityGauge implements Consumer<ObservableLongMeasurement> {

    private final Applications applications;

    AvailabilityGauge(Applications applications) {
        this.applications = applications;
    }

    @Override
    public void accept(ObservableLongMeasurement measurement) {
        for (String name : applications.names()) {
            measurement.record(applications.isAvailable(name) ? 1 : 0, Attributes.of(Labels.APPLICATION, name));
        }
    }
}
