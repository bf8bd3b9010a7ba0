package dev.orgrelay.central;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class NextPageTest {

    @Test
    void theQueryIsFollowedAndTheVersionStaysTheConfiguredOne() {
        assertThat(NextPage.of("https://elsewhere.example/api/organizations?api-version=9&%24skiptoken=a%2Bb%3D")
                        .query())
                .isEqualTo(Map.of("$skiptoken", "a+b="));
    }

    @Test
    void aPlusInAPageTokenStaysAPlus() {
        assertThat(NextPage.of("/api/organizations?token=a+b/c==").query()).isEqualTo(Map.of("token", "a+b/c=="));
    }

    @Test
    void aLinkWithoutQueryIsTheFirstPageAgain() {
        assertThat(NextPage.of("https://contoso.example/api/organizations").query())
                .isEmpty();
    }

    @Test
    void whatIsNoUrlIsAnUnreadableAnswer() {
        assertThatThrownBy(() -> NextPage.of("https://contoso example"))
                .isInstanceOf(CentralException.class)
                .hasMessage("IoT Central answered with a nextLink that is not a URL");
        assertThatThrownBy(() -> NextPage.of("/api?token=%zz")).isInstanceOf(CentralException.class);
    }

    @Test
    void itsQueryIsWrittenAnew() {
        assertThat(new NextPage(Map.of("$skip token", "a+b/\u00fc")).at("https://contoso.example/base", "1.1-preview"))
                .hasToString("https://contoso.example/base?api-version=1.1-preview&%24skip%20token=a%2Bb%2F%C3%BC");
    }
}
