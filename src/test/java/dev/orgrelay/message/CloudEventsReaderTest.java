package dev.orgrelay.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgrelay.message.IntakeException.Malformed;
import dev.orgrelay.message.IntakeException.UnsupportedMediaType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventsReaderTest {

    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";

    private final EventsReader reader = EventsReader.cloudEvents();

    @Test
    void aStructuredEventIsRead() {
        String json = """
                {"specversion":"1.0","id":"7f1c","source":"/hr/contoso","type":"com.contoso.organization.created",
                 "time":"2026-11-23T10:00:00Z","subject":"seattle","datacontenttype":"application/json",
                 "sequence":9007199254740993,"sampled":true,"data":{"id":"seattle"}}""";

        Event event = structured(json);

        assertThat(event.id()).isEqualTo("7f1c");
        assertThat(event.origin()).isEqualTo("/hr/contoso");
        assertThat(event.type()).isEqualTo("com.contoso.organization.created");
        assertThat(event.subject()).contains("seattle");
        assertThat(event.time()).contains(Instant.parse("2026-11-23T10:00:00Z"));
        assertThat(event.data()).hasToString("{\"id\":\"seattle\"}");
        assertThat(event.envelope()).isEqualTo(Json.read(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/cloudevents+json",
                "Application/CloudEvents+JSON",
                "application/cloudevents+json; charset=utf-8",
                "application/cloudevents+json;charset=\"UTF-8\"",
                "application/cloudevents",
                "application/json",
                "application/json; charset=utf-8",
            })
    void theContentTypeOfAStructuredEventHasManySpellings(String contentType) {
        assertThat(reader.read(Deliveries.typed(contentType, event(""))))
                .extracting(Event::id)
                .containsExactly("7f1c");
    }

    @Test
    void anotherCharsetIsDecoded() {
        byte[] body = event(",\"subject\":\"Zürich\"").getBytes(StandardCharsets.UTF_16);

        List<Event> events = reader.read(Deliveries.of(Map.of("content-type", STRUCTURED + "; charset=utf-16"), body));

        assertThat(events).extracting(Event::subject).containsExactly(Optional.of("Zürich"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/cloudevents+xml",
                "application/cloudevents+avro",
                "application/cloudevents+protobuf",
                "application/cloudevents-batch+avro",
                "application/cloudeventsx",
                "application/cloudevents+json; charset=klingon",
                "application/cloudevents+json; charset",
                "application/cloudevents+json, text/plain",
                "application/xml",
                "text/plain",
            })
    void otherFormatsAreNotRead(String contentType) {
        assertThatThrownBy(() -> reader.read(Deliveries.typed(contentType, event(""))))
                .isInstanceOf(UnsupportedMediaType.class);
    }

    @Test
    void aBatchIsReadInItsOrderWithMixedSources() {
        String batch = "[" + event("") + "," + event("").replace("7f1c", "7f1d").replace("/hr/contoso", "/crm") + "]";

        List<Event> events = reader.read(Deliveries.typed("Application/CloudEvents-Batch+JSON; charset=utf-8", batch));

        assertThat(events).extracting(Event::id).containsExactly("7f1c", "7f1d");
        assertThat(events).extracting(Event::origin).containsExactly("/hr/contoso", "/crm");
    }

    @ParameterizedTest
    @ValueSource(strings = {BATCH, "application/cloudevents-batch", "application/json"})
    void aBatchMayBeEmpty(String contentType) {
        assertThat(reader.read(Deliveries.typed(contentType, "[]"))).isEmpty();
    }

    @Test
    void eachModeHasItsShape() {
        assertMalformed(BATCH, event(""), "a batch of CloudEvents is a JSON array");
        assertMalformed(STRUCTURED, "[" + event("") + "]", "a CloudEvent is a JSON object");
        assertMalformed(BATCH, "[1]", "a CloudEvent is a JSON object");
        assertMalformed("application/json", "\"hello\"", "a CloudEvent is a JSON object");
    }

    @Test
    void oneWrongEventMakesTheBatchMalformedAndIsNamed() {
        String batch = "[" + event("") + "," + event(",\"time\":\"now\"") + "]";

        assertMalformed(BATCH, batch, "event 2 of 2: time 'now' is not an RFC 3339 time with a zone");
    }

    @Test
    void aRequestHoldsAtMostFiveThousandEvents() {
        String five = (event("") + ",").repeat(5_000);

        assertThat(reader.read(Deliveries.typed(BATCH, "[" + five.substring(0, five.length() - 1) + "]")))
                .hasSize(5_000);
        assertMalformed(BATCH, "[" + five + event("") + "]", "one request may hold 5000 events, this one has 5001");
    }

    @Test
    void structuredModeIgnoresHeadersOfBinaryMode() {
        Delivery both = Deliveries.binary(Map.of("content-type", STRUCTURED, "ce-id", "other"), event(""));

        assertThat(reader.read(both)).extracting(Event::id).containsExactly("7f1c");
    }

    @Test
    void aDocumentIsReadWithoutARequest() {
        assertThat(reader.read(Json.read("[" + event("") + "]")))
                .extracting(Event::id)
                .containsExactly("7f1c");
        assertThat(reader.read(Json.read(event("")))).extracting(Event::id).containsExactly("7f1c");
    }

    @Test
    void anEventGridEventIsNoCloudEvent() {
        assertMalformed(
                "application/json",
                "[{\"id\":\"1\",\"eventType\":\"t\",\"subject\":\"\"}]",
                "not a CloudEvent: specversion is missing or empty");
    }

    private Event structured(String json) {
        return reader.read(Deliveries.typed(STRUCTURED, json)).get(0);
    }

    private void assertMalformed(String contentType, String body, String reason) {
        assertThatThrownBy(() -> reader.read(Deliveries.typed(contentType, body)))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining(reason);
    }

    private static String event(String more) {
        return "{\"specversion\":\"1.0\",\"id\":\"7f1c\",\"source\":\"/hr/contoso\",\"type\":\"t\"" + more + "}";
    }
}
