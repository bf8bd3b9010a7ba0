package dev.orgrelay.telemetry;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What a native executable needs to know about OpenTelemetry's exporter.
 *
 * <p>It finds whoever sends its requests by {@code ServiceLoader}; the service file is among the native image's resources, this is the class it names.
 */
@RegisterForReflection(classNames = "io.opentelemetry.exporter.sender.jdk.internal.JdkHttpSenderProvider")
final class ExporterReflection {

    private ExporterReflection() {}
}
