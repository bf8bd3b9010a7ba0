package dev.orgrelay.telemetry;

import dev.orgrelay.central.Applications;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The instruments of all metrics. Names follow OpenTelemetry's conventions; docs/telemetry.md says what each is good for.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/http/http-metrics/">Conventions for HTTP metrics</a>
 */
final class Instruments {

    /** In seconds; from a call on the same machine to the longest that anybody waits. */
    private static final List<Double> SECONDS =
            List.of(0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0, 25.0);

    private static final double NANOS = 1e9;
    private static final long MILLIS = 1000;

    private final Meter meter;
    private final LongCounter changes;
    private final DoubleHistogram changeDuration;
    private final DoubleHistogram callDuration;
    private final DoubleHistogram requestDuration;
    private final DoubleHistogram paceWait;
    private final LongCounter ledgerConflicts;
    private final LongCounter deadLetters;
    private final LongCounter queued;
    private final Map<String, Long> lastReconciled = new ConcurrentHashMap<>();

    Instruments(Meter meter) {
        this.meter = meter;
        changes = counter(meter, "orgrelay.changes", "{change}", "Changes and messages by what became of them");
        changeDuration = seconds(meter, "orgrelay.change.duration", "How long applying a change took, waits included");
        callDuration = seconds(meter, "http.client.request.duration", "Requests to IoT Central");
        requestDuration = seconds(meter, "http.server.request.duration", "Requests that came in");
        paceWait = seconds(meter, "orgrelay.pace.wait", "How long a request waited for the pace of its application");
        ledgerConflicts = counter(
                meter, "orgrelay.ledger.conflicts", "{conflict}", "Changes that met another one of their organization");
        deadLetters = counter(meter, "orgrelay.dead_letters", "{letter}", "Dead letters that were kept");
        meter.gaugeBuilder("orgrelay.reconcile.last_success")
                .ofLongs()
                .setUnit("s")
                .setDescription("When an application was last reconciled to the end, as seconds since 1970")
                .buildWithCallback(measurement -> lastReconciled.forEach((application, seconds) ->
                        measurement.record(seconds, Attributes.of(Labels.APPLICATION, application))));
        queued = counter(meter, "orgrelay.queue.puts", "{change}", "Changes that were put on the change queue");
    }

    void change(Attributes attributes) {
        changes.add(1, attributes);
    }

    void changeTook(Duration time, Attributes attributes) {
        changeDuration.record(inSeconds(time), attributes);
    }

    void callTook(Duration time, Attributes attributes) {
        callDuration.record(inSeconds(time), attributes);
    }

    void requestTook(Duration time, Attributes attributes) {
        requestDuration.record(inSeconds(time), attributes);
    }

    void waited(Duration time, Attributes attributes) {
        paceWait.record(inSeconds(time), attributes);
    }

    void ledgerConflict(Attributes attributes) {
        ledgerConflicts.add(1, attributes);
    }

    void deadLetter(Attributes attributes) {
        deadLetters.add(1, attributes);
    }

    void queued(Attributes attributes) {
        queued.add(1, attributes);
    }

    /** Tells which applications can be called at the moment, as far as earlier calls tell: 1 or 0. Nobody is called for it. */
    void watch(Applications applications) {
        meter.gaugeBuilder("orgrelay.application.available")
                .ofLongs()
                .setDescription("1 if the application can be called, 0 while its circuit is open")
                .buildWithCallback(measurement -> applications
                        .names()
                        .forEach(name -> measurement.record(
                                applications.isAvailable(name) ? 1 : 0, Attributes.of(Labels.APPLICATION, name))));
    }

    void reconciled(String application) {
        lastReconciled.put(application, System.currentTimeMillis() / MILLIS);
    }

    private static double inSeconds(Duration time) {
        return time.toNanos() / NANOS;
    }

    private static LongCounter counter(Meter meter, String name, String unit, String description) {
        return meter.counterBuilder(name)
                .setUnit(unit)
                .setDescription(description)
                .build();
    }

    private static DoubleHistogram seconds(Meter meter, String name, String description) {
        return meter.histogramBuilder(name)
                .setUnit("s")
                .setDescription(description)
                .setExplicitBucketBoundariesAdvice(SECONDS)
                .build();
    }
}
