package dev.orgrelay.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** OpenTelemetry's SDK, put together by hand: without class path scanning, global state or a way in for agents. */
record Export(SdkTracerProvider traces, SdkMeterProvider metrics, Spans spans, Instruments instruments) {

    private static final String SCOPE = "dev.orgrelay";

    static Export start(TelemetryConfig config) {
        Resource resource = Resource.getDefault().merge(Resource.create(attributes(config)));
        SdkTracerProvider traces = traces(config, resource);
        SdkMeterProvider metrics = metrics(config, resource);
        return new Export(traces, metrics, new Spans(traces.get(SCOPE)), new Instruments(metrics.get(SCOPE)));
    }

    /** Sends what is left, and ends. */
    void stop(Duration patience) {
        CompletableResultCode.ofAll(List.of(traces.shutdown(), metrics.shutdown()))
                .join(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static SdkTracerProvider traces(TelemetryConfig config, Resource resource) {
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(endpoint(config, "/v1/traces"))
                .setHeaders(config::headersByName)
                .setTimeout(config.timeoutMillis(), TimeUnit.MILLISECONDS)
                .build();
        return SdkTracerProvider.builder()
                .setResource(resource)
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(config.sampledRatio())))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter)
                        .setScheduleDelay(config.spanDelayMillis(), TimeUnit.MILLISECONDS)
                        .build())
                .build();
    }

    private static SdkMeterProvider metrics(TelemetryConfig config, Resource resource) {
        OtlpHttpMetricExporter exporter = OtlpHttpMetricExporter.builder()
                .setEndpoint(endpoint(config, "/v1/metrics"))
                .setHeaders(config::headersByName)
                .setTimeout(config.timeoutMillis(), TimeUnit.MILLISECONDS)
                .build();
        return SdkMeterProvider.builder()
                .setResource(resource)
                .registerMetricReader(PeriodicMetricReader.builder(exporter)
                        .setInterval(config.metricIntervalMillis(), TimeUnit.MILLISECONDS)
                        .build())
                .build();
    }

    private static String endpoint(TelemetryConfig config, String path) {
        return config.endpoint().orElseThrow().base() + path;
    }

    private static Attributes attributes(TelemetryConfig config) {
        AttributesBuilder attributes = Attributes.builder();
        config.resourceAttributesByName().forEach(attributes::put);
        return attributes.put("service.name", config.serviceName()).build();
    }
}
