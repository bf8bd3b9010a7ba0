package dev.orgrelay.telemetry;

import dev.orgrelay.configuration.OutboundUrl;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.Map;
import java.util.Optional;

/** Where traces and metrics go, under the names that OpenTelemetry gives these settings. Without an endpoint there are none. */
@ConfigMapping(prefix = "otel")
interface TelemetryConfig {

    /** Where traces and metrics are sent by OTLP: the base URL of a collector. No default. Example: {@code http://127.0.0.1:4318}. */
    @WithName("exporter.otlp.endpoint")
    Optional<OutboundUrl> endpoint();

    /** The protocol of the collector: {@code http/protobuf}, and no other. */
    @WithName("exporter.otlp.protocol")
    @WithDefault("http/protobuf")
    String protocol();

    /**
     * Headers of every export, such as a key: {@code name=value} pairs with commas between them, values percent-encoded. No default. Example:
     * {@code api-key=secret}.
     */
    @WithName("exporter.otlp.headers")
    Optional<String> headers();

    /** Lets the headers go to the endpoint in plain http, where anybody on the way reads them. */
    @WithName("exporter.otlp.dangerous-plain-http")
    @WithDefault("false")
    boolean dangerousPlainHttp();

    /** How long one export may take, in milliseconds. */
    @WithName("exporter.otlp.timeout")
    @WithDefault("10000")
    long timeoutMillis();

    /** {@code true} turns traces and metrics off even if there is an endpoint. */
    @WithName("sdk.disabled")
    @WithDefault("false")
    boolean disabled();

    /** What the application is called in traces and metrics. */
    @WithName("service.name")
    @WithDefault("orgrelay")
    String serviceName();

    /** More attributes of the application: {@code name=value} pairs like those of the headers. No default. Example: {@code deployment.environment.name=production}. */
    @WithName("resource.attributes")
    Optional<String> resourceAttributes();

    /** Which part of the traces that begin here is kept, from 0 to 1. A trace that a sender began is kept if the sender keeps it. */
    @WithName("traces.sampler.arg")
    @WithDefault("1")
    double sampledRatio();

    /** How often finished spans are sent, in milliseconds. */
    @WithName("bsp.schedule.delay")
    @WithDefault("5000")
    long spanDelayMillis();

    /** How often metrics are sent, in milliseconds. */
    @WithName("metric.export.interval")
    @WithDefault("60000")
    long metricIntervalMillis();

    default boolean isOn() {
        return !disabled() && endpoint().isPresent();
    }

    default Map<String, String> headersByName() {
        return Pairs.read(headers().orElse(""));
    }

    default Map<String, String> resourceAttributesByName() {
        return Pairs.read(resourceAttributes().orElse(""));
    }
}
