package dev.orgrelay.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hr.example", "HTTPS://hr.example:8443/a?b=c", "http://localhost:8080", "http://LOCALHOST/x",
                "http://127.0.0.1", "http://127.8.9.10:1", "http://[::1]:8080", "http://[0:0:0:0:0:0:0:1]"
            })
    void httpsAndThisMachineAreProtected(String url) {
        assertThat(new OutboundUrl(url).isProtected()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hr.example",
                "http://10.0.0.1",
                "http://localhost.example",
                "http://127.0.0.1.example",
                "http://127.0.0.example",
                "http://0.0.0.0",
                "http://[::2]",
                "http://[fe80::1]",
                "http://169.254.169.254"
            })
    void everythingElseIsNot(String url) {
        assertThat(new OutboundUrl(url).isProtected()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hr.example",
                "ftp://hr.example",
                "https:///x",
                "https://me@hr.example",
                "https://me:hunter2@hr.example",
                "https://hr.example#x",
                "https://a b",
                "mailto:me@hr.example",
                "file:///etc/passwd"
            })
    void whatCannotBeCalledOrCarriesAUserIsNone(String text) {
        assertThat(new OutboundUrl(text).uri()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://hr.example/d/{id}             | https://hr.example/d/{id}
            https://me:hunter2@hr.example/x       | https://…@hr.example
            https://me:hun?ter2@hr.example        | https://…
            https://me:hunt'#'er2@hr.example      | https://…
            https://me:hun/ter2@hr.example/x?a@b  | https://…
            me:hunter2@hr.example                 | …@hr.example
            https://hr.example/x?code=hunter2     | https://hr.example/x…
            https://hr.example/x'#'hunter2        | https://hr.example/x…
            """)
    void nobodySeesAUserOrAQuery(String text, String shown) {
        assertThat(new OutboundUrl(text.replace("'", ""))).hasToString(shown);
    }

    @Test
    void asATextItShowsNoQuery() {
        assertThat(new OutboundUrl("https://hr.example/x?code=hunter2")).hasToString("https://hr.example/x…");
    }
}
