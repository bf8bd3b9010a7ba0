package dev.orgrelay.http;

import static dev.orgrelay.http.TestEvents.created;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sender hears when its request is turned away, and the two handshakes. */
@QuarkusTest
class IntakeAnswersTest {

    private static final String PROBLEM = "application/problem+json";

    @BeforeEach
    void reset() {
        SandboxControl.reset();
    }

    @Test
    void anUnknownSourceIsNotFound() {
        given().contentType("application/json")
                .body("{}")
                .post("/api/events/nobody")
                .then()
                .statusCode(404)
                .contentType(PROBLEM)
                .body("status", equalTo(404))
                .body("title", equalTo("Not Found"))
                .body("type", equalTo("about:blank"))
                .body("detail", equalTo("no source 'nobody' is configured"));
    }

    @Test
    void whatIsNotJsonIsMalformed() {
        given().contentType("application/json")
                .body("{\"specversion\":")
                .post("/api/events")
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("detail", containsString("JSON"));
    }

    @Test
    void aMediaTypeThatTheSourceCannotReadIsUnsupported() {
        given().contentType("text/xml")
                .body("<organization/>")
                .post("/api/events")
                .then()
                .statusCode(415)
                .contentType(PROBLEM);
        given().multiPart("file", "x")
                .post("/api/events")
                .then()
                .statusCode(415)
                .contentType(PROBLEM);
    }

    @Test
    void anAnnouncedBodyThatIsTooLargeIsRefusedUnread() {
        given().contentType("application/json")
                .body(new byte[1024 * 1024 + 1])
                .post("/api/events")
                .then()
                .statusCode(413)
                .contentType(PROBLEM)
                .body("detail", containsString("orgrelay.max-body-size"));
    }

    @Test
    void aBodyThatTurnsOutTooLargeIsRefusedWhileItIsRead() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/api/events"))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(new byte[3 * 1024 * 1024])))
                .build();

        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.headers().firstValue("Content-Type")).contains(PROBLEM);
    }

    @Test
    void aFormIsTheSourcesToReadWhetherItIsOneOrNot() {
        given().contentType("application/x-www-form-urlencoded")
                .body("a=%zz&b=1")
                .post("/api/events")
                .then()
                .statusCode(415)
                .contentType(PROBLEM);
    }

    @Test
    void unknownPathsAndMethodsAreProblemsToo() {
        given().get("/nowhere").then().statusCode(404).contentType(PROBLEM);
        given().get("/api/nowhere").then().statusCode(404).contentType(PROBLEM);
        given().get("/api/events").then().statusCode(405).contentType(PROBLEM);
        given().post("/api/organizations").then().statusCode(405).contentType(PROBLEM);
    }

    @Test
    void anEmptyBodyIsAnsweredAtOnce() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/api/events"))
                .version(HttpClient.Version.HTTP_1_1)
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[0]))
                .timeout(Duration.ofSeconds(10))
                .build();

        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/events/", "/api/x/../events", "/./api/events", "/api//events", "/api/event%73/default"})
    void aRequestIsReadAsItIsRouted(String path) throws Exception {
        HttpResponse<String> response = post(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).startsWith("{\"source\":\"default\",");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/eventsX", "/api/events/..", "/api/events/a%2Fb"})
    void aPathThatOnlyLooksLikeItIsNotFound(String path) throws Exception {
        assertThat(post(path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%zz", "default/%zz", "%4"})
    void aPathThatIsNotEncodedCorrectlyIsTurnedAway(String rest) throws Exception {
        assertThat(statusLine("POST /api/events/" + rest + " HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}"))
                .isEqualTo("HTTP/1.1 400");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /api/events", "PUT /api/events/default", "DELETE /api/events/default"})
    void aRequestThatAnnouncesNoBodyIsAnsweredAtOnce(String request) throws Exception {
        assertThat(statusLine(request + " HTTP/1.1\r\nHost: x\r\n\r\n")).isEqualTo("HTTP/1.1 400");
    }

    @Test
    void onlyANamedSourceTakesOtherMethods() {
        given().put("/api/events").then().statusCode(405).contentType(PROBLEM);
        given().contentType("application/cloudevents+json")
                .body(created("ia-put", "Put", null))
                .put("/api/events/default")
                .then()
                .statusCode(200);
    }

    @Test
    void aSenderThatOffersHttp2IsAnsweredOverHttp11() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/api/events"))
                .header("Content-Type", "application/cloudevents+json")
                .POST(HttpRequest.BodyPublishers.ofString(created("ia-http2", "Upgrade", null)))
                .build();

        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    }

    @Test
    void anEmptyBatchIsFine() {
        given().contentType("application/cloudevents-batch+json")
                .body("[]")
                .post("/api/events")
                .then()
                .statusCode(200)
                .body("outcomes.size()", equalTo(0));
    }

    @Test
    void eventGridsHandshakeIsAnsweredWithItsCode() {
        given().contentType("application/json; charset=utf-8")
                .header("aeg-event-type", "SubscriptionValidation")
                .body("""
                        [{"id":"1","topic":"/subscriptions/x","subject":"","eventTime":"2026-11-23T10:00:00Z",
                          "eventType":"Microsoft.EventGrid.SubscriptionValidationEvent","dataVersion":"1","metadataVersion":"1",
                          "data":{"validationCode":"0f9b4d0e","validationUrl":"https://example.com/validate"}}]
                        """)
                .post("/api/events")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("validationResponse", equalTo("0f9b4d0e"))
                .body("size()", equalTo(1));
    }

    @Test
    void cloudEventsHandshakeIsAnsweredWithConsent() {
        given().header("WebHook-Request-Origin", "eventgrid.azure.net")
                .header("WebHook-Request-Rate", "120")
                .options("/api/events/default")
                .then()
                .statusCode(200)
                .header("WebHook-Allowed-Origin", "eventgrid.azure.net")
                .header("WebHook-Allowed-Rate", "120")
                .header("Allow", "POST");
        given().options("/api/events/nobody").then().statusCode(404);
        given().options("/api/events").then().statusCode(200).header("WebHook-Allowed-Origin", nullValue());
    }

    @Test
    void anEventGridEventIsReadLikeACloudEvent() {
        given().contentType("application/json")
                .body("""
                        [{"id":"eg-1","topic":"/subscriptions/x","subject":"organizations/ia-grid","eventTime":"2026-11-23T10:00:00.1234567Z",
                          "eventType":"Contoso.Organization.Created","dataVersion":"1","metadataVersion":"1",
                          "data":{"displayName":"From Event Grid"}}]
                        """)
                .post("/api/events/default")
                .then()
                .statusCode(200)
                .body("outcomes[0].outcome", equalTo("applied"))
                .body("outcomes[0].eventId", equalTo("eg-1"));
        assertThat(SandboxControl.organization("ia-grid")).contains("From Event Grid under null");
    }

    @Test
    void aBinaryCloudEventIsReadAtAPathBelowTheSource() {
        given().contentType("application/json")
                .header("ce-specversion", "1.0")
                .header("ce-id", "b-1")
                .header("ce-source", "/hr")
                .header("ce-type", "organization.created")
                .header("ce-subject", "units/ia-binary")
                .body("{\"displayName\":\"Büro München\"}")
                .put("/api/events/default/some/where")
                .then()
                .statusCode(200)
                .body("outcomes[0].displayName", equalTo("Büro München"));
        assertThat(SandboxControl.organization("ia-binary")).contains("Büro München under null");
    }

    @Test
    void anErrorRepeatsOnlyALittleOfTheMessage() {
        String detail = given().contentType("application/cloudevents+json")
                .body(created("x".repeat(10_000), "Seattle", null).replace("\"1.0\"", "\"" + "9".repeat(5000) + "\""))
                .post("/api/events")
                .then()
                .statusCode(400)
                .extract()
                .path("detail");

        assertThat(detail).hasSizeLessThan(300);
    }

    /** The protocol and the status that {@code request} is answered with. */
    private static String statusLine(String request) throws Exception {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        }
    }

    /** Sent as it is: other clients tidy up paths. */
    private static HttpResponse<String> post(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Content-Type", "application/cloudevents+json")
                .POST(HttpRequest.BodyPublishers.ofString(created("ia-path", "Path", null)))
                .timeout(Duration.ofSeconds(10))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
