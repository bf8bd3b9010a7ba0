package dev.orgrelay.central;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What IoT Central may answer, and what is no answer. */
class OrganizationJsonTest {

    @Test
    void membersMayBeMissingAndUnknownOnesAreSkipped() {
        assertThat(OrganizationJson.read("{\"id\":\"seattle\",\"etag\":[1]}"))
                .isEqualTo(new Organization(new OrganizationId("seattle"), "", Optional.empty()));
        assertThat(OrganizationJson.read("{\"id\":\"seattle\",\"displayName\":\"Seattle\",\"parent\":\"us\"}"))
                .isEqualTo(new Organization(
                        new OrganizationId("seattle"), "Seattle", Optional.of(new OrganizationId("us"))));
        assertThat(OrganizationJson.read("{\"id\":\"seattle\",\"displayName\":null,\"parent\":\"\"}"))
                .isEqualTo(new Organization(new OrganizationId("seattle"), "", Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "nothing",
            value = {
                "nothing                         | an organization without an id",
                "``                              | an organization without an id",
                "null                            | an organization without an id",
                "[]                              | an organization without an id",
                "{}                              | an organization without an id",
                "{\"id\":\"NOT AN ID\"}          | an organization without an id",
                "{\"id\":7}                      | 'id' that is no text",
                "{\"id\":\"a1\",\"parent\":{}}   | 'parent' that is no text",
                "<html>                          | something that is not JSON",
            })
    void whatIsNoOrganizationIsUnreadable(String json, String what) {
        assertThatThrownBy(() -> OrganizationJson.read(json))
                .isInstanceOf(CentralException.class)
                .hasMessage("IoT Central answered with " + what);
    }

    @Test
    void aPageHasOrganizationsAndPerhapsMore() {
        OrganizationPage page = OrganizationPage.read(
                "{\"value\":[{\"id\":\"a1\"},{\"id\":\"b2\"}],\"nextLink\":\"https://x.example/?$skiptoken=c\"}");

        assertThat(page.organizations())
                .extracting(organization -> organization.id().value())
                .containsExactly("a1", "b2");
        assertThat(page.next()).map(NextPage::query).contains(Map.of("$skiptoken", "c"));
        assertThat(OrganizationPage.read("{\"value\":[],\"nextLink\":\" \"}").next())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                | a list without 'value'",
                "{\"value\":{}}                    | a list without 'value'",
                "{\"value\":[{\"id\":\"a1\"},{}]}  | an organization without an id",
                "{\"value\":[],\"nextLink\":7}     | 'nextLink' that is no text",
                "{\"value\":[],\"nextLink\":\"%\"} | a nextLink that is not a URL",
            })
    void whatIsNoPageIsUnreadable(String json, String what) {
        assertThatThrownBy(() -> OrganizationPage.read(json)).hasMessage("IoT Central answered with " + what);
    }
}
