package dev.orgrelay.telemetry;

import dev.orgrelay.organization.Text;
import java.net.URI;
import java.net.URISyntaxException;
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
                        endpoint(config.endpoint().orElseThrow()),
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

    private static Optional<String> endpoint(String url) {
        return isUrl(url)
                ? Optional.empty()
                : Optional.of(
                        "exporter.otlp.endpoint = " + Text.shorten(url)
                                + ": allowed is the base URL of a collector, like http://127.0.0.1:4318, without a user and a query");
    }

    private static boolean isUrl(String text) {
        try {
            URI url = new URI(text);
            boolean isHttp = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
            boolean isBare = url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
            return isHttp && isBare && url.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
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
