package dev.orgrelay.message;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    private static final Redaction BY_STAMP = new Redaction(Set.of("x-stamp"), Set.of("door"), Set.of());
    private static final Redaction BY_FIELD =
            new Redaction(Set.of(), Set.of(), Set.of(List.of("value", "stamp"), List.of("seal")));

    @Test
    void headersThatProveTheSenderAreLeftOutByTheirSchemeAndByTheirUsualNames() {
        Map<String, String> kept = BY_STAMP.headers(Map.of(
                "x-stamp", "1",
                "authorization", "2",
                "cookie", "3",
                "x-functions-key", "4",
                "webhook-signature", "5",
                "x-gitlab-token", "6",
                "x-ms-client-principal", "7",
                "content-type", "application/json",
                "ce-id", "42"));
        assertThat(kept).isEqualTo(Map.of("content-type", "application/json", "ce-id", "42"));
    }

    @Test
    void parametersThatProveTheSenderAreLeftOut() {
        Map<String, String> query = Map.of("door", "1", "code", "2", "sig", "3", "access_token", "4", "page", "5");
        assertThat(BY_STAMP.query(query)).isEqualTo(Map.of("page", "5"));
    }

    @Test
    void onlyTheFieldThatHoldsTheSecretIsMaskedAndEveryOtherByteStays() {
        assertThat(masked(BY_FIELD, """
                {"value": [ {"stamp":"caf\\u00e9-secret", "id": 1.50}, {"id":2,"stamp" : 12345678 }],
                 "seal":"x", "other":{"seal":"kept", "stamp":"kept"}, "name":"Zürich"}""")).contains("""
                {"value": [ {"stamp":"***", "id": 1.50}, {"id":2,"stamp" : "***" }],
                 "seal":"***", "other":{"seal":"kept", "stamp":"kept"}, "name":"Zürich"}""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token",
                "access_token",
                "accessToken",
                "client_secret",
                "PASSWORD",
                "clientState",
                "api-key",
                "apiKey",
                "private_key",
                "Authorization",
                "signature"
            })
    void aFieldWithTheUsualNameOfASecretIsMaskedWhereverItIs(String name) {
        assertThat(masked(Redaction.USUAL, "[{\"a\":{\"" + name + "\":\"hunter22\",\"b\":1}}]"))
                .contains("[{\"a\":{\"" + name + "\":\"***\",\"b\":1}}]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            token=hunter22&team=T1       | token=***&team=T1
            team=T1&api_key=hunter22     | team=T1&api_key=***
            <a><token>hunter22</token></a> | <a><token>***</token></a>
            the token of Seattle         | the token of Seattle
            """)
    void formsAndXmlAreMaskedByTheUsualNames(String body, String expected) {
        assertThat(masked(Redaction.USUAL, body)).contains(expected);
    }

    @Test
    void whatTheHeadProvesWithIsMaskedInTheBodyToo() {
        Delivery delivery = delivery(
                Map.of("x-stamp", "Bearer hunter-two-hunter"), Map.of(), "{\"a\":\"hunter-two-hunter\",\"b\":2}");
        assertThat(BY_STAMP.body(delivery).map(RedactionTest::text)).contains("{\"a\":\"***\",\"b\":2}");
    }

    @Test
    void aBodyInWhichTheSecretCannotBeFoundIsNotKept() {
        assertThat(masked(BY_FIELD, "{\"seal\":\"hunter22\"")).isEmpty();
        assertThat(masked(BY_FIELD, "seal: hunter22")).isEmpty();
        assertThat(masked(Redaction.USUAL, "{\"token\":\"hunter22")).isEmpty();
        assertThat(Redaction.USUAL.body(delivery("{\"token\":\"hunter22\"}", UTF_16LE)))
                .isEmpty();
        assertThat(BY_STAMP.body(delivery(Map.of("x-stamp", "short"), Map.of(), "a short body")))
                .isEmpty();
    }

    @Test
    void aByteOrderMarkDoesNotMoveTheMask() {
        assertThat(masked(BY_FIELD, "\uFEFF{\"seal\":\"hunter22\"}")).contains("\uFEFF{\"seal\":\"***\"}");
    }

    @Test
    void aBodyWithoutSecretsStaysAsItIs() {
        byte[] body = "{\"id\":\"seattle\"}".getBytes(UTF_8);
        Delivery delivery = new Delivery("POST", "", "", Map.of(), Map.of(), body, Instant.EPOCH);
        assertThat(Redaction.USUAL.body(delivery)).containsSame(body);
        assertThat(BY_FIELD.and(BY_STAMP).body(delivery)).containsSame(body);
    }

    private static Optional<String> masked(Redaction redaction, String body) {
        return redaction.body(delivery(Map.of(), Map.of(), body)).map(RedactionTest::text);
    }

    private static String text(byte[] body) {
        return new String(body, UTF_8);
    }

    private static Delivery delivery(String body, Charset charset) {
        return new Delivery("POST", "", "", Map.of(), Map.of(), body.getBytes(charset), Instant.EPOCH);
    }

    private static Delivery delivery(Map<String, String> headers, Map<String, String> query, String body) {
        return new Delivery("POST", "", "", query, headers, body.getBytes(UTF_8), Instant.EPOCH);
    }
}
