package dev.orgrelay.telemetry;

import dev.orgrelay.configuration.Mistakes;
import java.util.List;
import java.util.function.Supplier;

/** What can be wrong with the settings of telemetry. Headers are never repeated: they hold keys. */
final class TelemetryMistakes {

    private static final String PROTOCOL = "http/protobuf";
    private static final String PAIRS = "allowed are name=value pairs with commas between them, values percent-encoded";
    private static final long SHORTEST_MILLIS = 100;

    private TelemetryMistakes() {}

    static List<String> in(TelemetryConfig config) {
        Mistakes mistakes = Mistakes.below("otel");
        if (config.isOn()) {
            find(config, mistakes);
        }
        return mistakes.lines();
    }

    private static void find(TelemetryConfig config, Mistakes mistakes) {
        boolean sendsKeys =
                config.headers().filter(headers -> !headers.isBlank()).isPresent();
        config.endpoint()
                .orElseThrow()
                .requireBase(
                        "exporter.otlp.endpoint",
                        !sendsKeys || config.dangerousPlainHttp(),
                        "allowed is the base URL of a collector, like http://127.0.0.1:4318, without a user and a query",
                        mistakes);
        mistakes.require(
                config.protocol().equals(PROTOCOL),
                "exporter.otlp.protocol",
                config.protocol(),
                "allowed is " + PROTOCOL + ", which collectors speak on port 4318");
        pairs("exporter.otlp.headers", config::headersByName, mistakes);
        pairs("resource.attributes", config::resourceAttributesByName, mistakes);
        mistakes.requireBetween(0, 1, "traces.sampler.arg", config.sampledRatio());
        atLeast("exporter.otlp.timeout", config.timeoutMillis(), mistakes);
        atLeast("bsp.schedule.delay", config.spanDelayMillis(), mistakes);
        atLeast("metric.export.interval", config.metricIntervalMillis(), mistakes);
    }

    private static void pairs(String setting, Supplier<?> read, Mistakes mistakes) {
        try {
            read.get();
        } catch (IllegalArgumentException e) {
            mistakes.addHidden(setting, PAIRS);
        }
    }

    private static void atLeast(String setting, long millis, Mistakes mistakes) {
        mistakes.require(
                millis >= SHORTEST_MILLIS, setting, millis, "allowed are " + SHORTEST_MILLIS + " milliseconds or more");
    }
}
