package dev.orgrelay.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.MultiMap;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything is open here, as in dev mode; a page of another site that somebody visits still changes nothing. */
@QuarkusTest
@TestProfile(SendersProfile.class)
class OtherSitesTest {

    private static final String ROWS = "[{\"id\":\"os-new\",\"displayName\":\"New\"}]";

    @BeforeEach
    void reset() {
        SandboxControl.reset();
    }

    record Path(String method, String path, String body) {}

    static List<Path> openPaths() {
        String event = TestEvents.created("os-event", "Event", null);
        return List.of(
                new Path("PUT", "/api/organizations/os-new", "{\"displayName\":\"New\"}"),
                new Path("PATCH", "/api/organizations/os-new", "{\"displayName\":\"New\"}"),
                new Path("DELETE", "/api/organizations/os-new", ""),
                new Path("POST", "/api/reconcile", ROWS),
                new Path("POST", "/api/dead-letters/6f0d1b2a-9c3e-4f58-8a71-2b4c6d8e0f13/replay", ""),
                new Path("DELETE", "/api/dead-letters/6f0d1b2a-9c3e-4f58-8a71-2b4c6d8e0f13", ""),
                new Path("POST", "/api/dead-letters/replay", ""),
                new Path("POST", "/api/deliveries/replay", ""),
                new Path("POST", "/api/events", event),
                new Path("POST", "/api/events/default", event),
                new Path("PUT", "/api/events/default/x", event),
                new Path("POST", "/eventgrid", event),
                new Path("POST", "/apply", event),
                new Path("POST", "/reconcile", "{}"));
    }

    @ParameterizedTest
    @MethodSource("openPaths")
    void aPageOfAnotherSiteChangesNothing(Path path) {
        for (String site : List.of("cross-site", "same-site", "anything-new", " Cross-Site ", "", "none, cross-site")) {
            refused(noCors(path).header("Sec-Fetch-Site", site), path);
        }
        for (String origin : List.of("https://evil.example", "null", "http://localhost:1", "http://localhost")) {
            refused(noCors(path).header("Origin", origin), path);
        }
        refused(noCors(path).header("Sec-Fetch-Site", "same-origin").header("Sec-Fetch-Site", "cross-site"), path);
        refused(noCors(path).header("Sec-Fetch-Site", "cross-site").header("sec-fetch-site", "none"), path);
        String own = "http://localhost:" + RestAssured.port;
        refused(noCors(path).header("Origin", own).header("Origin", "https://evil.example"), path);
        refused(noCors(path).header("Origin", own).header("Sec-Fetch-Site", "cross-site"), path);
        assertThat(SandboxControl.allRequests()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"Sec-Fetch-Site,same-origin", "Sec-Fetch-Site,none", "Origin,http://localhost:8317", ","})
    void whatIsNoPageOrAPageOfThisSitePasses(String header, String value) {
        RequestSpecification request = given().contentType("application/json").body("{\"displayName\":\"New\"}");
        if (header != null) {
            request.header(header, value.replace("8317", String.valueOf(RestAssured.port)));
        }
        request.put("/api/organizations/os-own").then().statusCode(200);
        assertThat(SandboxControl.organization("os-own")).contains("New under null");
    }

    @Test
    void whatReadsPassesAndASourceWithAProofDecidesForItself() {
        given().header("Sec-Fetch-Site", "cross-site")
                .get("/api/organizations")
                .then()
                .statusCode(200);
        given().header("Sec-Fetch-Site", "cross-site")
                .contentType("application/json")
                .body(ROWS)
                .post("/api/plan")
                .then()
                .statusCode(200);
        given().header("Sec-Fetch-Site", "cross-site")
                .body("{\"request\":{\"body\":{}}}")
                .post("/api/presets/workos/try")
                .then()
                .statusCode(200);
        given().header("Sec-Fetch-Site", "cross-site")
                .header("Authorization", "Bearer a-key-of-hunter2")
                .contentType("application/scim+json")
                .body("{\"displayName\":\"Proven\",\"externalId\":\"os-proven\"}")
                .post("/api/events/directory/Groups")
                .then()
                .statusCode(201);
    }

    @Test
    void anOriginIsThisSitesOnlyIfItIsTheHostItself() {
        assertThat(another("relay.example", "https://relay.example")).isFalse();
        assertThat(another("Relay.Example:8443", "https://relay.example:8443")).isFalse();
        assertThat(another("relay.example", "https://relay.example.evil.example"))
                .isTrue();
        assertThat(another("relay.example", "https://evil.example/relay.example"))
                .isTrue();
        assertThat(another("relay.example", "null")).isTrue();
        assertThat(another("null", "null")).isTrue();
        assertThat(another("relay.example", "")).isTrue();
        assertThat(another("relay.example", "relay.example")).isTrue();
        assertThat(another("relay.example", "//relay.example")).isTrue();
        assertThat(another("relay.example", "https://user@relay.example")).isTrue();
        assertThat(another("relay.example", "https://relay.example.")).isTrue();
        assertThat(another("relay.example", "https://relay.example https://evil.example"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "relay.example,     https://relay.example:443, false",
        "relay.example:443, https://relay.example,     false",
        "relay.example:80,  http://relay.example,      false",
        "relay.example,     http://relay.example:80,   false",
        "relay.example:80,  https://relay.example,     true",
        "relay.example,     https://relay.example:80,  true",
        "relay.example:8080,http://relay.example,      true",
        "[::1]:8080,        http://[::1]:8080,         false",
        "[::1],             http://[::1]:80,           false",
        "[::1]:8080,        http://[::1]:8081,         true",
        "[::1]:8080,        http://127.0.0.1:8080,     true",
        "[fe80::80],        http://[fe80::],           true"
    })
    void thePortThatASchemeHasAnywayMayBeLeftOut(String host, String origin, boolean isAnother) {
        assertThat(another(host, origin)).isEqualTo(isAnother);
    }

    @Test
    void aRefusedBodyDoesNotKeepTheConnectionWaiting() {
        byte[] large = new byte[900_000];
        for (int i = 0; i < 5; i++) {
            given().header("Sec-Fetch-Site", "cross-site")
                    .body(large)
                    .post("/api/reconcile")
                    .then()
                    .statusCode(403);
        }
    }

    private static boolean another(String host, String origin) {
        return OtherSites.isOfAnotherSite(
                MultiMap.caseInsensitiveMultiMap().add("Host", host).add("Origin", origin));
    }

    /** As {@code fetch} sends it with {@code no-cors}: a body without a type, and no key. */
    private static RequestSpecification noCors(Path path) {
        RequestSpecification request = given();
        return path.body().isEmpty()
                ? request
                : request.body(path.body().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .noContentType();
    }

    private static void refused(RequestSpecification request, Path path) {
        Response response = request.request(path.method(), path.path());
        response.then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("detail", equalTo("a page of another site cannot change anything here"));
    }
}
