package dev.orgrelay.telemetry;

import dev.orgrelay.configuration.OutboundUrl;
import dev.orgrelay.organization.Text;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What can be wrong with the settings of telemetry. Headers are never repeated: they hold keys. */
final class TelemetryMistakes {

    private static final String PROTOCOL = "http/protobuf";
    private static final String PAIRS = "allowed are name=value pairs with commas between them, values percent-encoded";
    private static final long SHORTEST_MILLIS = 100;

    private TelemetryMistakes() {}

    static List<String> in(TelemetryConfig config) {
        if (!config.isOn()) {
            return List.of();
        }
        return Stream.of(
                        endpoint(config),
                        protocol(config.protocol()),
                        pairs("exporter.otlp.headers", config::headersByName),
                        pairs("resource.attributes", config::resourceAttributesByName),
                        ratio(config.sampledRatio()),
                        atLeast("exporter.otlp.timeout", config.timeoutMillis()),
                        atLeast("bsp.schedule.delay", config.spanDelayMillis()),
                        atLeast("metric.export.interval", config.metricIntervalMillis()))
                .flatMap(Optional::stream)
                .map(mistake -> "otel." + mistake)
                .toList();
    }

    private static Optional<String> endpoint(TelemetryConfig config) {
        String written = config.endpoint().orElseThrow();
        Optional<OutboundUrl> url = OutboundUrl.of(written).filter(parsed -> !parsed.hasQuery());
        if (url.isEmpty()) {
            return Optional.of(
                    "exporter.otlp.endpoint = " + OutboundUrl.shown(written)
                            + ": allowed is the base URL of a collector, like http://127.0.0.1:4318, without a user and a query");
        }
        boolean sendsKeys =
                config.headers().filter(headers -> !headers.isBlank()).isPresent();
        return url.filter(parsed -> sendsKeys && !parsed.isProtected() && !config.dangerousPlainHttp())
                .map(parsed -> "exporter.otlp.endpoint = " + parsed + ": " + OutboundUrl.ONLY_PROTECTED);
    }

    private static Optional<String> protocol(String protocol) {
        return protocol.equals(PROTOCOL)
                ? Optional.empty()
                : Optional.of("exporter.otlp.protocol = " + Text.shorten(protocol) + ": allowed is " + PROTOCOL
                        + ", which collectors speak on port 4318");
    }

    private static Optional<String> pairs(String key, Supplier<?> read) {
        try {
            read.get();
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(key + " = (not shown): " + PAIRS);
        }
    }

    private static Optional<String> ratio(double ratio) {
        return ratio >= 0 && ratio <= 1
                ? Optional.empty()
                : Optional.of("traces.sampler.arg = " + ratio + ": allowed are 0 to 1");
    }

    private static Optional<String> atLeast(String key, long millis) {
        return millis >= SHORTEST_MILLIS
                ? Optional.empty()
                : Optional.of(key + " = " + millis + ": allowed are " + SHORTEST_MILLIS + " milliseconds or more");
    }
}
