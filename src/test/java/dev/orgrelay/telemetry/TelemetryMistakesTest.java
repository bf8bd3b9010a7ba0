package dev.orgrelay.telemetry;

import static dev.orgrelay.telemetry.ConfiguredTelemetry.config;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TelemetryMistakesTest {

    private static final String ENDPOINT = "otel.exporter.otlp.endpoint";

    @Test
    void withoutAnEndpointItIsOffAndNothingIsWrong() {
        TelemetryConfig config = config(Map.of("otel.exporter.otlp.protocol", "grpc"));

        assertThat(config.isOn()).isFalse();
        assertThat(TelemetryMistakes.in(config)).isEmpty();
    }

    @Test
    void anEmptyEndpointIsNone() {
        assertThat(config(Map.of(ENDPOINT, " ")).isOn()).isFalse();
    }

    @Test
    void itCanBeDisabledInSpiteOfAnEndpoint() {
        assertThat(config(Map.of(ENDPOINT, "http://127.0.0.1:4318", "otel.sdk.disabled", "true"))
                        .isOn())
                .isFalse();
    }

    @Test
    void anEndpointIsEnough() {
        TelemetryConfig config = config(Map.of(ENDPOINT, "http://127.0.0.1:4318"));

        assertThat(config.isOn()).isTrue();
        assertThat(TelemetryMistakes.in(config)).isEmpty();
        assertThat(config.serviceName()).isEqualTo("orgrelay");
    }

    @Test
    void everyMistakeIsTold() {
        Map<String, String> settings = new HashMap<>();
        settings.put(ENDPOINT, "collector:4317");
        settings.put("otel.exporter.otlp.protocol", "grpc");
        settings.put("otel.exporter.otlp.headers", "hunter2");
        settings.put("otel.resource.attributes", "a=%zz");
        settings.put("otel.traces.sampler.arg", "2");
        settings.put("otel.metric.export.interval", "0");

        assertThat(TelemetryMistakes.in(config(settings)))
                .containsExactly(
                        "otel.exporter.otlp.endpoint = collector:4317: allowed is the base URL of a collector,"
                                + " like http://127.0.0.1:4318, without a user and a query",
                        "otel.exporter.otlp.protocol = grpc: allowed is http/protobuf, which collectors speak on port 4318",
                        "otel.exporter.otlp.headers = (not shown): allowed are name=value pairs with commas between them,"
                                + " values percent-encoded",
                        "otel.resource.attributes = (not shown): allowed are name=value pairs with commas between them,"
                                + " values percent-encoded",
                        "otel.traces.sampler.arg = 2.0: allowed are 0 to 1",
                        "otel.metric.export.interval = 0: allowed are 100 milliseconds or more");
    }

    @Test
    void headersDoNotLeaveInPlainHttp() {
        Map<String, String> plain =
                Map.of(ENDPOINT, "http://collector:4318", "otel.exporter.otlp.headers", "k=hunter2");
        Map<String, String> allowed = new HashMap<>(plain);
        allowed.put("otel.exporter.otlp.dangerous-plain-http", "true");

        assertThat(TelemetryMistakes.in(config(plain)))
                .singleElement()
                .asString()
                .startsWith(
                        "otel.exporter.otlp.endpoint = http://collector:4318: allowed is https, or http to this machine");
        assertThat(TelemetryMistakes.in(config(allowed))).isEmpty();
        assertThat(TelemetryMistakes.in(config(Map.of(ENDPOINT, "http://collector:4318"))))
                .isEmpty();
        assertThat(TelemetryMistakes.in(config(Map.of(ENDPOINT, "https://me:hunter2@collector"))))
                .singleElement()
                .asString()
                .startsWith("otel.exporter.otlp.endpoint = https://…@collector: ");
    }

    @Test
    void headersAreReadAsTheyAreMeant() {
        TelemetryConfig config = config(Map.of("otel.exporter.otlp.headers", "a=1, b = x%2Cy+z ,"));

        assertThat(config.headersByName()).containsExactly(Map.entry("a", "1"), Map.entry("b", "x,y+z"));
    }
}
