/**
 * What can be seen from outside of the work in here: traces and metrics, sent by OTLP where an endpoint is set. The only room that knows OpenTelemetry.
 *
 * <p>Other rooms say what happens through observers of their own ({@link dev.orgrelay.central.CallObserver}, {@link dev.orgrelay.relay.ChangeObserver}).
 * Without an endpoint these look away, and not one class of OpenTelemetry is loaded.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otel/protocol/exporter/">OTLP exporter</a>
 */
package dev.orgrelay.telemetry;
