package dev.orgrelay.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.docs.ConnectPage;
import dev.orgrelay.docs.ConnectPage.Step;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

/** The page about connecting a sender shows what really happens, from its first mapping to its last request. */
@QuarkusTest
@TestProfile(SendersProfile.class)
class ConnectASenderTest {

    @Test
    void everyRequestOfThePageIsAnsweredAsItShows() {
        SandboxControl.reset();
        ConnectPage page = ConnectPage.read();

        assertThat(page.steps()).hasSize(7);
        for (Step step : page.steps()) {
            String path = step.path().replace("/" + ConnectPage.SOURCE, "/" + page.source(step.mapping()));
            assertThat(answer(path, step)).isEqualToIgnoringNewLines(step.answer());
        }
    }

    private static String answer(String path, Step step) {
        RequestSpecification request = given().headers(step.headers());
        return step.isPost()
                ? request.body(step.body()).post(path).asString()
                : request.get(path).asString();
    }
}
