package dev.orgrelay.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgrelay.message.IntakeException.Malformed;
import dev.orgrelay.message.IntakeException.UnsupportedMediaType;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventGridReaderTest {

    private static final String EVENT = """
            {"id":"e1","topic":"/topics/hr","subject":"/organizations/seattle","eventType":"Contoso.Organization.Created",
             "eventTime":"2026-11-23T10:00:00.1234567Z","data":{"id":"seattle"},"dataVersion":"1","metadataVersion":"1"}""";

    private final EventsReader reader = EventsReader.eventGrid();

    @Test
    void anEventIsRead() {
        Event event = read(EVENT).get(0);

        assertThat(event.id()).isEqualTo("e1");
        assertThat(event.origin()).isEqualTo("/topics/hr");
        assertThat(event.type()).isEqualTo("Contoso.Organization.Created");
        assertThat(event.subject()).contains("/organizations/seattle");
        assertThat(event.time()).contains(Instant.parse("2026-11-23T10:00:00.123456700Z"));
        assertThat(event.data()).hasToString("{\"id\":\"seattle\"}");
        assertThat(event.envelope()).isEqualTo(Json.read(EVENT));
    }

    @Test
    void anArrayHoldsAnyNumberOfEvents() {
        assertThat(read("[]")).isEmpty();
        assertThat(read("[" + EVENT + "," + EVENT.replace("e1", "e2") + "]"))
                .extracting(Event::id)
                .containsExactly("e1", "e2");
    }

    @Test
    void moreThanFiveThousandEventsAreTooMany() {
        assertMalformed("[" + "1,".repeat(5_000) + "1]", "one request may hold 5000 events, this one has 5001");
    }

    @Test
    void whatMayBeMissingMayAlsoBeNull() {
        List<Event> events = read("""
                [{"id":"e1","subject":"","eventType":"t"},
                 {"id":"e1","subject":"","eventType":"t","topic":null,"eventTime":null,"data":null}]""");

        assertThat(events).extracting(Event::origin).containsExactly("", "");
        assertThat(events).allSatisfy(event -> {
            assertThat(event.subject()).isEmpty();
            assertThat(event.time()).isEmpty();
        });
        assertThat(events.get(0).data().isMissingNode()).isTrue();
        assertThat(events.get(1).data().isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"subject\":\"\",\"eventType\":\"t\"}|not an Event Grid event: id is missing",
                "{\"id\":null,\"subject\":\"\",\"eventType\":\"t\"}|id is missing",
                "{\"id\":\"\",\"subject\":\"\",\"eventType\":\"t\"}|id is empty",
                "{\"id\":1,\"subject\":\"\",\"eventType\":\"t\"}|id is not text",
                "{\"id\":\"1\",\"eventType\":\"t\"}|subject is missing",
                "{\"id\":\"1\",\"subject\":{},\"eventType\":\"t\"}|subject is not text",
                "{\"id\":\"1\",\"subject\":\"\"}|eventType is missing",
                "{\"id\":\"1\",\"subject\":\"\",\"eventType\":\"\"}|eventType is empty",
                "{\"id\":\"1\",\"subject\":\"\",\"eventType\":\"t\",\"topic\":1}|topic is not text",
                "{\"id\":\"1\",\"subject\":\"\",\"eventType\":\"t\",\"eventTime\":1}|eventTime is not text",
                "{\"id\":\"1\",\"subject\":\"\",\"eventType\":\"t\",\"eventTime\":\"soon\"}|eventTime 'soon' is not an ISO 8601 time",
                "[[]]|an Event Grid event is a JSON object",
                "7|an Event Grid event is a JSON object",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\"}|eventType is missing",
            })
    void brokenRulesAreMalformed(String body, String reason) {
        assertMalformed(body, reason);
    }

    @Test
    void onlyJsonIsRead() {
        assertThat(reader.read(Deliveries.typed("application/json; charset=utf-8", EVENT)))
                .hasSize(1);
        assertThatThrownBy(() -> reader.read(Deliveries.typed("text/plain", EVENT)))
                .isInstanceOf(UnsupportedMediaType.class)
                .hasMessage("cannot read 'text/plain', only application/json");
    }

    private List<Event> read(String body) {
        return reader.read(Deliveries.typed("application/json", body));
    }

    private void assertMalformed(String body, String reason) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(Malformed.class).hasMessageContaining(reason);
    }
}
