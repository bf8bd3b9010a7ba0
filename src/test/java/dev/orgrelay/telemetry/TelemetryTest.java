package dev.orgrelay.telemetry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orgrelay.http.TestEvents;
import dev.orgrelay.relay.ChangeObserver;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With an endpoint, what happens arrives at the collector. */
@QuarkusTest
@QuarkusTestResource(value = Collector.class, restrictToAnnotatedClass = true)
class TelemetryTest {

    private static final String SENDERS_SPAN = "00f067aa0ba902b7";

    @Inject
    ChangeObserver observer;

    /** Once some calls went well, the next ones take a shorter way. */
    @ParameterizedTest
    @CsvSource({"0, traced, 4bf92f3577b34da6a3ce929d0e0e4736", "25, traced-calmly, 4bf92f3577b34da6a3ce929d0e0e4737"})
    void theSpansOfAnEventBelongToTheTraceOfItsSender(int eventsBefore, String organization, String trace) {
        for (int i = 0; i < eventsBefore; i++) {
            given().contentType("application/cloudevents+json")
                    .body(TestEvents.created("before-" + i, "Before", null))
                    .post("/api/events")
                    .then()
                    .statusCode(200);
        }
        given().header("traceparent", "00-" + trace + "-" + SENDERS_SPAN + "-01")
                .header("X-Azure-Functions-InvocationId", "5f1c0a9e-0000-4000-8000-000000000001")
                .contentType("application/cloudevents+json")
                .body(TestEvents.created(organization, "Traced", null))
                .post("/api/events/default?code=secret")
                .then()
                .statusCode(200);

        Exported.Span request = span(trace, "POST /api/events/{source}");
        assertThat(request.parentId()).isEqualTo(SENDERS_SPAN);
        assertThat(request.attributes())
                .containsEntry("http.response.status_code", "200")
                .containsEntry("url.path", "/api/events/default")
                .containsEntry("faas.invocation_id", "5f1c0a9e-0000-4000-8000-000000000001");
        Exported.Span change = span(trace, "apply create");
        assertThat(change.parentId()).isEqualTo(request.spanId());
        assertThat(change.attributes())
                .containsEntry("orgrelay.application", "default")
                .containsEntry("orgrelay.organization", organization)
                .containsEntry("orgrelay.source", "default")
                .containsEntry("orgrelay.outcome", "applied");
        Exported.Span ledger = span(trace, "ledger apply");
        assertThat(ledger.parentId()).isEqualTo(change.spanId());
        assertThat(span(trace, "PUT").parentId()).isEqualTo(ledger.spanId());
        assertThat(Collector.spans()).noneMatch(span -> span.toString().contains("secret"));
    }

    @Test
    void whatBecameOfChangesIsCounted() {
        given().contentType("application/cloudevents+json")
                .body(TestEvents.created("counted", "Counted", null))
                .post("/api/events")
                .then()
                .statusCode(200);
        given().contentType("application/cloudevents+json")
                .body(TestEvents.created("NOT AN ID", "Refused", null))
                .post("/api/events")
                .then()
                .statusCode(200);

        point("orgrelay.changes", Map.of("orgrelay.outcome", "applied", "orgrelay.application", "default"));
        point("orgrelay.changes", Map.of("orgrelay.outcome", "refused", "orgrelay.source", "default"));
        point("orgrelay.dead_letters", Map.of("orgrelay.source", "default"));
        point("orgrelay.change.duration", Map.of("orgrelay.outcome", "applied"));
        point("orgrelay.pace.wait", Map.of("orgrelay.application", "default"));
        point("http.client.request.duration", Map.of("http.request.method", "PUT", "http.response.status_code", "200"));
        point("http.server.request.duration", Map.of("http.route", "/api/events", "http.response.status_code", "200"));
        assertThat(point("orgrelay.application.available", Map.of("orgrelay.application", "default"))
                        .value())
                .isEqualTo(1);
    }

    @Test
    void theTimeOfTheLastReconciliationIsTold() {
        observer.reconciled("emea");

        assertThat(point("orgrelay.reconcile.last_success", Map.of("orgrelay.application", "emea"))
                        .value())
                .isGreaterThan(1_700_000_000);
    }

    @Test
    void everyExportCarriesTheConfiguredHeaders() {
        await().until(() -> !Collector.keys().isEmpty());

        assertThat(Collector.keys()).containsOnly(Collector.KEY);
    }

    private static Exported.Span span(String trace, String name) {
        return found(() -> Collector.spans().stream()
                .filter(span -> span.traceId().equals(trace) && span.name().equals(name))
                .toList());
    }

    private static Exported.Point point(String metric, Map<String, String> attributes) {
        return found(() -> Collector.points().stream()
                .filter(point -> point.metric().equals(metric) && point.value() > 0)
                .filter(point -> point.attributes().entrySet().containsAll(attributes.entrySet()))
                .toList());
    }

    private static <T> T found(Supplier<List<T>> search) {
        return await().until(search::get, found -> !found.isEmpty()).get(0);
    }
}
