package dev.orgrelay.sandbox;

import static dev.orgrelay.sandbox.SandboxClient.api;
import static dev.orgrelay.sandbox.SandboxClient.control;
import static dev.orgrelay.sandbox.SandboxClient.faults;
import static dev.orgrelay.sandbox.SandboxClient.limits;
import static dev.orgrelay.sandbox.SandboxClient.put;
import static dev.orgrelay.sandbox.SandboxClient.reset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SandboxFaultsHttpTest {

    @TestHTTPResource("/sandbox")
    URI sandbox;

    @BeforeEach
    void beginEmptyAndWithoutARateLimit() {
        reset().statusCode(204).body(emptyString());
        limits("{\"requestsPerSecond\":0}").statusCode(200);
    }

    @AfterEach
    void leaveNothing() {
        reset().statusCode(204);
    }

    @Test
    void aStatusFaultStrikesAsOftenAsItShouldAndHasNoEffect() {
        faults("[{\"match\":\"PUT\",\"status\":503,\"retryAfter\":2,\"times\":1}]")
                .statusCode(200)
                .body("times", contains(1));

        put("aa", "{\"displayName\":\"A\"}")
                .statusCode(503)
                .header("Retry-After", "2")
                .header("x-ms-error-code", "ServiceUnavailable")
                .body("error.code", is("ServiceUnavailable"));
        control().then().body("organizations", is(List.of()), "requests.create", is(1), "faults", is(List.of()));
        put("aa", "{\"displayName\":\"A\"}").statusCode(200);
    }

    @Test
    void aSuccessThatIsAFaultHasNoBodyAndNoEffect() {
        faults("[{\"match\":\"*\",\"status\":201,\"times\":1}]");

        put("aa", "{\"displayName\":\"A\"}").statusCode(201).body(emptyString());
        api().get("/sandbox/api/organizations/aa").then().statusCode(404);
    }

    @Test
    void aResetClosesTheConnectionWithoutAnAnswer() {
        faults("[{\"match\":\"GET\",\"action\":\"reset\"}]");

        assertThatThrownBy(() -> getWithin(Duration.ofSeconds(10)))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void aHangingRequestIsNeverAnswered() {
        faults("[{\"match\":\"GET /api/organizations\",\"action\":\"hang\"}]");

        assertThatThrownBy(() -> getWithin(Duration.ofMillis(150))).isInstanceOf(HttpTimeoutException.class);
        control().then().body("requests.list", is(1), "accepted", is(0));
    }

    @Test
    void garbageIsASuccessThatNobodyCanRead() {
        faults("[{\"match\":\"GET\",\"action\":\"garbage\"}]");

        Response response = api().get("/sandbox/api/organizations");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.contentType()).startsWith("application/json");
        assertThat(SandboxJson.read(response.asByteArray())).isEmpty();
    }

    @Test
    void aDelayedRequestGoesOnAfterwards() {
        faults("[{\"match\":\"PUT\",\"delayMs\":80}]").body("action", contains("continue"));

        Response response = api().contentType("application/json")
                .body("{\"displayName\":\"A\"}")
                .put("/sandbox/api/organizations/aa");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.time()).isGreaterThanOrEqualTo(80);
        api().get("/sandbox/api/organizations/aa").then().body("displayName", is("A"));
    }

    private HttpResponse<String> getWithin(Duration timeout) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox + "/api/organizations?api-version=2022-07-31"))
                .header("Authorization", SandboxClient.TOKEN)
                .timeout(timeout)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
