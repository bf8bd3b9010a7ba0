package dev.orgrelay.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgrelay.message.Deliveries;
import dev.orgrelay.message.IntakeException.Malformed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakesTest {

    private static final List<String> EVENT_GRID = List.of("eventgrid.azure.net");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Microsoft.EventGrid.SubscriptionValidationEvent",
                "MICROSOFT.EVENTGRID.SUBSCRIPTIONVALIDATIONEVENT"
            })
    void eventGridGetsItsCodeBack(String type) {
        Optional<HandshakeAnswer> answer = grid(validation(type, "{\"validationCode\":\"512d\"}"));

        assertThat(answer).hasValueSatisfying(ok -> {
            assertThat(ok.status()).isEqualTo(200);
            assertThat(ok.headers()).containsOnly(Map.entry("Content-Type", "application/json"));
            assertThat(ok.body())
                    .hasValueSatisfying(body -> assertThat(body).hasToString("{\"validationResponse\":\"512d\"}"));
        });
    }

    @Test
    void aHandshakeAmongEventsDoesNotCostTheEvents() {
        assertThat(grid("{\"id\":\"0\",\"subject\":\"\",\"eventType\":\"other\"},"
                        + validation(
                                "Microsoft.EventGrid.SubscriptionValidationEvent", "{\"validationCode\":\"512d\"}")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                "[]",
                "{\"validationCode\":1}",
                "{\"validationCode\":null}",
                "{\"validationCode\":\"\"}"
            })
    void aValidationWithoutCodeIsMalformed(String data) {
        String event = validation("Microsoft.EventGrid.SubscriptionValidationEvent", data);

        assertThatThrownBy(() -> grid(event)).isInstanceOf(Malformed.class);
    }

    @Test
    void aCodeHasAtMost200Characters() {
        assertThat(grid(code(200))).isPresent();
        assertThatThrownBy(() -> grid(code(201))).isInstanceOf(Malformed.class);
    }

    @Test
    void otherEventsAreNoHandshake() {
        assertThat(grid("")).isEmpty();
        assertThat(grid("{\"id\":\"0\",\"subject\":\"\",\"eventType\":\"other\"}"))
                .isEmpty();
        assertThat(grid("""
                {"specversion":"1.0","id":"1","source":"s","type":"Microsoft.EventGrid.SubscriptionValidationEvent",
                 "data":{"validationCode":"512d"}}""")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'eventType':'Microsoft.EventGrid.SubscriptionValidationEvent','data':{'validationCode':'512d'}}",
                "{'eventType':'Microsoft.EventGrid.SubscriptionValidationEvent','data':{'validationCode':'512d'},"
                        + "'id':7,'subject':null,'topic':{},'eventTime':'now','specversion':'0.3'}",
            })
    void nothingOfAValidationMattersButItsTypeAndItsCode(String event) {
        String json = event.replace('\'', '"');

        assertThat(grid(json)).isPresent();
        assertThat(EventGridHandshake.answer(Deliveries.typed("text/plain", json)))
                .isPresent();
    }

    @Test
    void anAllowedOriginGetsConsentWithTheRateItAskedFor() {
        HandshakeAnswer answer =
                ask(EVENT_GRID, "webhook-request-origin", "eventgrid.azure.net", "webhook-request-rate", "120");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers())
                .containsOnly(
                        Map.entry("Allow", "POST"),
                        Map.entry("WebHook-Allowed-Origin", "eventgrid.azure.net"),
                        Map.entry("WebHook-Allowed-Rate", "120"));
    }

    @ParameterizedTest
    @CsvSource({"EventGrid.Azure.net, eventgrid.azure.net", "sap.example, *"})
    void theOriginIsSentBackAsItWasAskedFor(String origin, String allowed) {
        HandshakeAnswer answer = ask(List.of("first.example", allowed), "webhook-request-origin", origin);

        assertThat(answer.headers()).containsEntry("WebHook-Allowed-Origin", origin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "1.5", "012", "many", "1000000000", "１２"})
    void aRateThatIsNoneIsAnsweredWithoutLimit(String rate) {
        HandshakeAnswer answer =
                ask(EVENT_GRID, "webhook-request-origin", "eventgrid.azure.net", "webhook-request-rate", rate);

        assertThat(answer.headers()).containsEntry("WebHook-Allowed-Rate", "*");
    }

    @Test
    void withoutARequestedRateThereIsNoLimit() {
        assertThat(ask(EVENT_GRID, "webhook-request-origin", "eventgrid.azure.net")
                        .headers())
                .containsEntry("WebHook-Allowed-Rate", "*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "eventgrid.azure.net.evil.example", "azure.net", "", " ", "*"})
    void anotherOriginGetsNoConsent(String origin) {
        assertThat(ask(EVENT_GRID, "webhook-request-origin", origin).headers()).isEqualTo(Map.of("Allow", "POST"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\r\nSet-Cookie: x", "a, b", "ä", "a\u0000", "\u007f", ""})
    void anOriginThatIsNoNameIsNeverSentBack(String origin) {
        assertThat(ask(List.of("*"), "webhook-request-origin", origin).headers())
                .isEqualTo(Map.of("Allow", "POST"));
    }

    @Test
    void anOriginHasAtMost255Characters() {
        assertThat(ask(List.of("*"), "webhook-request-origin", "a".repeat(255)).headers())
                .hasSize(3);
        assertThat(ask(List.of("*"), "webhook-request-origin", "a".repeat(256)).headers())
                .hasSize(1);
    }

    @Test
    void withoutOriginOrAllowedOriginsThereIsNoConsent() {
        assertThat(ask(List.of("*")).headers()).isEqualTo(Map.of("Allow", "POST"));
        assertThat(ask(List.of(), "webhook-request-origin", "a").headers()).isEqualTo(Map.of("Allow", "POST"));
    }

    private static HandshakeAnswer ask(List<String> allowed, String... headers) {
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return WebHookHandshake.answer(Deliveries.options(all), allowed);
    }

    private static Optional<HandshakeAnswer> grid(String events) {
        return EventGridHandshake.answer(Deliveries.of(Map.of(), "[" + events + "]"));
    }

    private static String validation(String type, String data) {
        return "{\"id\":\"1\",\"subject\":\"\",\"eventType\":\"" + type + "\",\"data\":" + data + "}";
    }

    private static String code(int length) {
        return validation(
                "Microsoft.EventGrid.SubscriptionValidationEvent",
                "{\"validationCode\":\"" + "c".repeat(length) + "\"}");
    }
}
