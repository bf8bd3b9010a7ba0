package dev.orgrelay.central;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What IoT Central may answer, and what is no answer. */
class OrganizationJsonTest {

    @Test
    void membersMayBeMissingAndUnknownOnesAreSkipped() {
        assertThat(read("{\"id\":\"seattle\",\"etag\":[1]}"))
                .isEqualTo(new Organization(new OrganizationId("seattle"), "", Optional.empty()));
        assertThat(read("{\"id\":\"seattle\",\"displayName\":\"Seattle\",\"parent\":\"us\"}"))
                .isEqualTo(new Organization(
                        new OrganizationId("seattle"), "Seattle", Optional.of(new OrganizationId("us"))));
        assertThat(read("{\"id\":\"seattle\",\"displayName\":null,\"parent\":\"\"}"))
                .isEqualTo(new Organization(new OrganizationId("seattle"), "", Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"washington", "Washington", "WASHINGTON", " washington", "washington\\u00a0"})
    void aParentInOtherLettersIsTheSamePlace(String parent) {
        assertThat(read("{\"id\":\"seattle\",\"parent\":\"" + parent + "\"}").parent())
                .contains(new OrganizationId("washington"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                              | nothing",
                "null                            | an organization without an id: null",
                "[]                              | an organization without an id: []",
                "{}                              | an organization without an id: {}",
                "{\"id\":\"NOT AN ID\"}          | an organization without an id: {\"id\":\"NOT AN ID\"}",
                "{\"id\":7}                      | an organization without an id: {\"id\":7}",
                "{\"id\":\"a1\",\"parent\":{}}   | 'parent' that is no text: {\"id\":\"a1\",\"parent\":{}}",
                "<html>                          | something that is not JSON: <html>",
            })
    void whatIsNoOrganizationIsUnreadable(String json, String what) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(CentralException.class)
                .hasMessage("IoT Central answered with " + what);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "[]", "7", "{\"id\":7}", "{\"id\":\"a1\",\"parent\":{}}"})
    void theAnswerToAChangeNeedNotShowAnything(String json) {
        assertThat(OrganizationJson.shown(bytes(json))).isEmpty();
    }

    private static Organization read(String json) {
        return OrganizationJson.read(bytes(json));
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
