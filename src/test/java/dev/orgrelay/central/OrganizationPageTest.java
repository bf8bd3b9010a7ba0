package dev.orgrelay.central;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrganizationPageTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "https://elsewhere.example/api/organizations?api-version=9&%24skiptoken=a%2Bb%3D | %24skiptoken=a%2Bb%3D",
                "/api/organizations?api-version=9&$skiptoken=a&API-VERSION=8                     | $skiptoken=a",
                "?$skiptoken=once%20encoded                                                      | $skiptoken=once%20encoded",
                "?$skiptoken=twice%2520encoded                                                   | $skiptoken=twice%2520encoded",
                "?token=a+b/c==                                                                  | token=a+b/c==",
                "?token=a b                                                                      | token=a%20b",
                "?token=b{c}\"d\"<e>^                                                            | token=b%7Bc%7D%22d%22%3Ce%3E%5E",
                "?token=100%                                                                     | token=100%25",
                "?token=%zz                                                                      | token=%25zz",
                "?token=a#b                                                                      | token=a%23b",
                "?token=a?b                                                                      | token=a?b",
                "?token=\u00e9                                                                       | token=%C3%A9",
                "?token=1&token=2&&x                                                             | token=1&token=2&x",
            })
    void theQueryOfALinkStaysAsItIsButForWhatCannotBeSent(String link, String query) {
        assertThat(page(link).next()).contains(query);
    }

    @Test
    void aBarAndABackslashCannotBeSentEither() {
        assertThat(page("?token=a|b\\c`d").next()).contains("token=a%7Cb%5Cc%60d");
    }

    @ParameterizedTest
    @CsvSource({"https://contoso.example/api/organizations", "https://contoso example", "?", "?api-version=1"})
    void aLinkWithoutQueryIsTheFirstPageAgain(String link) {
        assertThat(page(link).next()).contains("");
    }

    @Test
    void thereMayBeNoLink() {
        assertThat(read("{\"value\":[]}").next()).isEmpty();
        assertThat(read("{\"value\":[],\"nextLink\":null}").next()).isEmpty();
        assertThat(page(" ").next()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                | a list without 'value'",
                "{\"value\":{}}                    | a list without 'value'",
                "{\"value\":[],\"nextLink\":7}     | 'nextLink' that is no text",
            })
    void whatIsNoPageIsUnreadable(String json, String what) {
        assertThatThrownBy(() -> read(json)).hasMessage("IoT Central answered with " + what);
    }

    private static OrganizationPage page(String link) {
        ObjectNode page = JsonNodeFactory.instance.objectNode().put("nextLink", link);
        page.putArray("value");
        return read(page.toString());
    }

    private static OrganizationPage read(String json) {
        return OrganizationPage.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
