package dev.orgrelay.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.NullNode;
import dev.orgrelay.message.IntakeException.Malformed;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventTest {

    @ParameterizedTest
    @ValueSource(strings = {"specversion", "id", "source", "type"})
    void whatIsRequiredMustBeTextThatIsNotEmpty(String name) {
        assertMalformed(with(name, null), name + " is missing or empty");
        assertMalformed(with(name, "null"), name + " is missing or empty");
        assertMalformed(with(name, "\"\""), name + " is missing or empty");
        assertMalformed(with(name, "1"), "'" + name + "' is not text");
        assertMalformed(with(name, "true"), "'" + name + "' is not text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.3", "1.1", "1.0.2", "2.0", "1", " 1.0"})
    void onlyVersion10IsRead(String version) {
        assertMalformed(
                with("specversion", '"' + version + '"'),
                "CloudEvents specversion '" + version + "' is not read, only 1.0");
    }

    @Test
    void aNullAttributeIsUnset() {
        Event event = read(event(",\"subject\":null,\"time\":null,\"datacontenttype\":null,\"comextension\":null"));

        assertThat(event.subject()).isEmpty();
        assertThat(event.time()).isEmpty();
        assertThat(event.envelope()).isEqualTo(Json.read(event("")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"traceParent\":\"x\"|'traceParent' is not the name of a CloudEvents attribute",
                "\"trace_parent\":\"x\"|'trace_parent' is not the name",
                "\"\":\"x\"|'' is not the name",
                "\"é\":\"x\"|'é' is not the name",
                "\"ext\":{}|'ext' is neither text, boolean nor whole number",
                "\"ext\":[1]|'ext' is neither",
                "\"ext\":1.5|'ext' is neither",
                "\"ext\":1.0|'ext' is neither",
                "\"ext\":\"a\\nb\"|'ext' holds a control character",
                "\"ext\":\"\\u0085\"|'ext' holds a control character",
                "\"subject\":1|'subject' is not text",
                "\"time\":1732356000|'time' is not text",
                "\"time\":\"2026-11-23T10:00:00\"|is not an RFC 3339 time with a zone",
                "\"time\":\"\"|is not an RFC 3339 time with a zone",
                "\"datacontenttype\":\"json\"|datacontenttype 'json' is not a media type",
                "\"datacontenttype\":true|'datacontenttype' is not text",
                "\"data\":1,\"data_base64\":\"MQ==\"|either data or data_base64",
                "\"data\":null,\"data_base64\":\"MQ==\"|either data or data_base64",
                "\"data_base64\":1|data_base64 is not text",
                "\"data_base64\":\"*\"|data_base64 is not Base64",
                "\"data_base64\":\"MQ=\"|data_base64 is not Base64",
                "\"data_base64\":\"MQ==\\n\"|data_base64 is not Base64",
                "\"data_base64\":\"ew==\"|data_base64: unreadable JSON: it ends too early",
                "\"data_base64\":\"\"|data_base64: unreadable JSON: there is nothing",
                "\"data_base64\":\"Iv8i\"|data_base64: unreadable JSON: the bytes are not valid UTF-8",
                "\"id\":\"again\"|the key 'id' appears twice",
            })
    void brokenRulesAreMalformed(String members, String reason) {
        assertMalformed(event("," + members), reason);
    }

    @Test
    void anEmptySubjectIsNone() {
        assertThat(read(event(",\"subject\":\"\"")).subject()).isEmpty();
    }

    @Test
    void aSourceNeedNotBeAPerfectUri() {
        assertThat(read(with("source", "\"/subscriptions/{id}/a b\"")).origin()).isEqualTo("/subscriptions/{id}/a b");
    }

    @Test
    void dataMayBeAbsentOrNull() {
        assertThat(read(event("")).data().isMissingNode()).isTrue();
        assertThat(read(event(",\"data\":null")).data()).isEqualTo(NullNode.instance);
        assertThat(read(event(",\"data\":null")).envelope().has("data")).isTrue();
        assertThat(read(event(",\"data_base64\":null")).data().isMissingNode()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ",\"datacontenttype\":\"application/json\"", ",\"datacontenttype\":\"application/xml\""})
    void textDataStaysText(String contentType) {
        assertThat(read(event(contentType + ",\"data\":\"{\\\"a\\\":1}\""))
                        .data()
                        .textValue())
                .isEqualTo("{\"a\":1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",\"datacontenttype\":\"application/json\"",
                ",\"datacontenttype\":\"Text/JSON; charset=utf-8\"",
                ",\"datacontenttype\":\"application/vnd.contoso+json\"",
            })
    void base64OfJsonBecomesTheData(String contentType) {
        Event event = read(event(contentType + ",\"data_base64\":\"" + base64("{\"id\":\"ü\"}") + '"'));

        assertThat(event.data()).hasToString("{\"id\":\"ü\"}");
        assertThat(event.envelope().get("data")).isEqualTo(event.data());
        assertThat(event.envelope().has("data_base64")).isFalse();
    }

    @Test
    void base64OfAnythingElseStaysBytes() throws Exception {
        Event event = read(event(",\"datacontenttype\":\"application/xml\",\"data_base64\":\"" + base64("<a/>") + '"'));

        assertThat(event.data().binaryValue()).isEqualTo("<a/>".getBytes(StandardCharsets.UTF_8));
        assertThat(event.envelope().get("data_base64").asText()).isEqualTo(base64("<a/>"));
        assertThat(event.envelope().has("data")).isFalse();
    }

    private static Event read(String json) {
        return EventsReader.cloudEvents().read(Json.read(json)).get(0);
    }

    private static void assertMalformed(String json, String reason) {
        assertThatThrownBy(() -> read(json).data())
                .isInstanceOf(Malformed.class)
                .hasMessageContaining(reason);
    }

    private static String event(String more) {
        return "{\"specversion\":\"1.0\",\"id\":\"7f1c\",\"source\":\"/hr/contoso\",\"type\":\"t\"" + more + "}";
    }

    private static String with(String name, String value) {
        return event("")
                .replaceFirst("\"" + name + "\":\"[^\"]*\",?", value == null ? "" : "\"" + name + "\":" + value + ",")
                .replace(",}", "}");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
