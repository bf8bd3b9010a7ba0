package dev.orgrelay.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgrelay.message.IntakeException.Malformed;
import dev.orgrelay.message.IntakeException.UnsupportedMediaType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryCloudEventTest {

    private final EventsReader reader = EventsReader.cloudEvents();

    @Test
    void headersAreAttributesAndTheBodyIsTheData() {
        Event event = read(
                Map.of("ce-time", "2026-11-23T10:00:00Z", "ce-subject", "seattle", "ce-sequence", "5"),
                "{\"id\":\"seattle\"}");

        assertThat(event.id()).isEqualTo("7f1c");
        assertThat(event.origin()).isEqualTo("/hr/contoso");
        assertThat(event.type()).isEqualTo("com.contoso.organization.created");
        assertThat(event.subject()).contains("seattle");
        assertThat(event.time()).contains(Instant.parse("2026-11-23T10:00:00Z"));
        assertThat(event.data()).hasToString("{\"id\":\"seattle\"}");
    }

    @Test
    void theEnvelopeIsThatOfStructuredMode() {
        Event event = read(Map.of("content-type", "application/json; charset=\"utf-8\"", "ce-ext", "%22"), "[1]");

        assertThat(event.envelope()).isEqualTo(Json.read("""
                {"specversion":"1.0","id":"7f1c","source":"/hr/contoso","type":"com.contoso.organization.created",
                 "ext":"\\"","datacontenttype":"application/json; charset=\\"utf-8\\"","data":[1]}"""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "B%C3%BCro%20M%C3%BCnchen|Büro München",
                "b%c3%bcro|büro",
                "Euro%20%E2%82%AC%20%F0%9F%98%80|Euro € 😀",
                "%2541|%41",
                "%73eattle|seattle",
                "two words|two words",
                "\"two words\"|two words",
                "\"1\"|1",
                "\"a\\\"b\\\\c\"|a\"b\\c",
                "\"B%C3%BCro\"|Büro",
                "\"%22\"|\"",
                "a\"b|a\"b",
                "a+b|a+b",
            })
    void valuesAreUnquotedAndThenDecodedOnce(String header, String expected) {
        assertThat(read(Map.of("ce-subject", header), "").subject()).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%",
                "%4",
                "a%",
                "%zz",
                "%-1",
                "%+1",
                "%٤١",
                "% 41",
                "%C0%A0",
                "%FF",
                "%C3",
                "%ED%A0%80",
                "%F4%90%80%80",
                "Büro",
                "B%C3%BCro ü",
                "\u0007",
                "%0A",
                "%7F",
                "%C2%85",
                "\"",
                "\"a",
                "\"a\"b",
                "\"a\\\"",
                "\"a\" \"b\""
            })
    void valuesThatCannotBeDecodedAreMalformed(String header) {
        assertMalformed(Map.of("ce-subject", header), "");
    }

    @Test
    void anEmptyQuotedValueIsEmpty() {
        assertThat(read(Map.of("ce-subject", "\"\""), "").subject()).isEmpty();
        assertMalformed(Map.of("ce-id", "\"\""), "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce-specversion", "ce-id", "ce-source", "ce-type"})
    void requiredAttributesMustBeThere(String name) {
        Map<String, String> headers =
                new LinkedHashMap<>(Deliveries.binary(Map.of(), "").headers());
        headers.remove(name);

        assertThatThrownBy(() -> reader.read(Deliveries.of(headers, "{}")))
                .isInstanceOf(Malformed.class)
                .hasMessage("not a CloudEvent: " + name.substring(3) + " is missing or empty");
        assertMalformed(Map.of(name, ""), "{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce-datacontenttype", "ce-data", "ce-data_base64", "ce-trace-parent", "ce-", "ce-é"})
    void someHeadersAreNotAllowed(String name) {
        assertMalformed(Map.of(name, "application/json"), "{}");
    }

    @Test
    void otherVersionsAreMalformed() {
        assertMalformed(Map.of("ce-specversion", "0.3"), "{}");
        assertThat(read(Map.of("ce-specversion", "\"1.0\""), "{}").id()).isEqualTo("7f1c");
    }

    @Test
    void anEmptyBodyIsNoDataWhateverItsType() {
        assertThat(read(Map.of(), "").data().isMissingNode()).isTrue();
        assertThat(read(Map.of("content-type", "text/plain"), "").data().isMissingNode())
                .isTrue();
        assertThat(read(Map.of(), "null").data().isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/octet-stream",
                "what",
                "application/json; charset=klingon"
            })
    void dataThatIsNotJsonIsNotRead(String contentType) {
        assertThatThrownBy(() -> read(Map.of("content-type", contentType), "{}").data())
                .isInstanceOf(UnsupportedMediaType.class);
    }

    @Test
    void dataThatIsDeclaredJsonButIsNotIsMalformed() {
        assertMalformed(Map.of(), "{");
    }

    @Test
    void withoutContentTypeDataIsJson() {
        Map<String, String> headers =
                new LinkedHashMap<>(Deliveries.binary(Map.of(), "").headers());
        headers.remove("content-type");

        Event event = reader.read(Deliveries.of(headers, "{\"a\":1}")).get(0);

        assertThat(event.data()).hasToString("{\"a\":1}");
        assertThat(event.envelope().has("datacontenttype")).isFalse();
    }

    @Test
    void dataIsReadInItsCharset() {
        byte[] body = "{\"name\":\"Büro\"}".getBytes(StandardCharsets.ISO_8859_1);
        Map<String, String> headers = Deliveries.binary(
                        Map.of("content-type", "application/json; charset=iso-8859-1"), "")
                .headers();

        assertThat(reader.read(Deliveries.of(headers, body))
                        .get(0)
                        .data()
                        .path("name")
                        .textValue())
                .isEqualTo("Büro");
    }

    private Event read(Map<String, String> headers, String body) {
        return reader.read(Deliveries.binary(headers, body)).get(0);
    }

    private void assertMalformed(Map<String, String> headers, String body) {
        assertThatThrownBy(() -> read(headers, body).data()).isInstanceOf(Malformed.class);
    }
}
