package dev.orgrelay.telemetry;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What an OTLP export says, as far as tests ask.
 *
 * @see <a href="https://github.com/open-telemetry/opentelemetry-proto">The numbers of the fields</a>
 */
final class Exported {

    record Span(String traceId, String spanId, String parentId, String name, Map<String, String> attributes) {}

    /** One data point of a metric. */
    record Point(String metric, Map<String, String> attributes, double value) {}

    private Exported() {}

    static List<Span> spans(byte[] request) {
        return WireMessage.parse(request)
                .messages(1)
                .flatMap(resource -> resource.messages(2))
                .flatMap(scope -> scope.messages(2))
                .map(span -> new Span(
                        hex(span.bytes(1)), hex(span.bytes(2)), hex(span.bytes(4)), span.text(5), attributes(span, 9)))
                .toList();
    }

    static List<Point> points(byte[] request) {
        return WireMessage.parse(request)
                .messages(1)
                .flatMap(resource -> resource.messages(2))
                .flatMap(scope -> scope.messages(2))
                .flatMap(Exported::pointsOfMetric)
                .toList();
    }

    /** A gauge (5) and a sum (7) have number points, a histogram (9) points with a count (4). */
    private static Stream<Point> pointsOfMetric(WireMessage metric) {
        Stream<Point> numbers = Stream.of(5, 7)
                .flatMap(metric::messages)
                .flatMap(data -> data.messages(1))
                .map(point -> new Point(metric.text(1), attributes(point, 7), point.number(6)));
        Stream<Point> counts = metric.messages(9)
                .flatMap(data -> data.messages(1))
                .map(point -> new Point(metric.text(1), attributes(point, 9), point.number(4)));
        return Stream.concat(numbers, counts);
    }

    private static Map<String, String> attributes(WireMessage message, int field) {
        Map<String, String> attributes = new LinkedHashMap<>();
        message.messages(field).forEach(pair -> pair.messages(2)
                .forEach(value ->
                        attributes.put(pair.text(1), value.has(1) ? value.text(1) : Long.toString(value.number(3)))));
        return attributes;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
