package dev.orgrelay.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.message.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message that is tried comes to what it would come to as a delivery, and what is wrong with it is told. */
@QuarkusTest
@TestProfile(TryTest.Senders.class)
class TryTest {

    private static final String SECRET = "a secret of the webhooks";
    private static final String BODY = "{\"id\":\"Unit 7\",\"name\":\"Seven\",\"at\":\"2026-11-23T10:00:00Z\"}";

    @BeforeEach
    void reset() {
        SandboxControl.reset();
    }

    @Test
    void aMessageIsMappedAndPlannedAndNothingIsSentOrRecorded() {
        attempt("hr", request("POST", "Groups/42?kind=unit", BODY))
                .body("result", hasSize(1))
                .body("result[0].id", equalTo("Unit 7"))
                .body("result[0].displayName", equalTo("Seven of Groups/42, unit"))
                .body("result[0].number", nullValue())
                .body("outcomes[0].outcome", equalTo("planned"))
                .body("outcomes[0].organization", containsString("unit-7-"))
                .body("outcomes[0].sourceId", equalTo("Unit 7"))
                .body("proof.scheme", equalTo("hmac"))
                .body("proof.verdict", equalTo("none"))
                .body("mistake", nullValue());

        assertThat(SandboxControl.requests()).containsEntry("create", 0).containsEntry("update", 0);
        assertThat(JournalOf.ids("source=hr")).isEmpty();
    }

    @Test
    void whatADryRunOfTheDeliverySaysTheTrialSaysToo() {
        for (String source : List.of("plain", "parts", "events")) {
            for (String body : List.of(
                    BODY,
                    "{\"units\":[" + BODY + ",{\"id\":\"b\"}]}",
                    "{\"id\":3.50,\"name\":null}",
                    "[1]",
                    "{\"id\":",
                    TestEvents.created("tt-1", "One", null),
                    TestEvents.deleted("tt-2"))) {
                String delivered = given().header("x-api-key", SECRET)
                        .contentType("application/json")
                        .body(body)
                        .post("/api/events/" + source + "?dryRun=true")
                        .asString();
                String tried = attempt(source, request("POST", "?dryRun=true", body))
                        .extract()
                        .asString();
                JsonNode expected = Json.read(delivered);
                if (expected.has("outcomes")) {
                    assertThat(Json.read(tried).path("outcomes"))
                            .as(source + body)
                            .isEqualTo(expected.path("outcomes"));
                } else {
                    assertThat(Json.read(tried).path("mistake").path("message").asText())
                            .as(source + body)
                            .isEqualTo(expected.path("detail").asText());
                }
            }
        }
    }

    @Test
    void aMessageThatNeedsNoMappingSaysWhatItMeansInTheWordsOfOne() {
        attempt("events", request("POST", "", TestEvents.created("tt-new", "New", "west")))
                .body("result[0].operation", equalTo("create"))
                .body("result[0].id", equalTo("tt-new"))
                .body("result[0].parent", equalTo("west"))
                .body("outcomes[0].outcome", equalTo("planned"));
    }

    @Test
    void anotherMappingTakesThePlaceOfTheSources() {
        attempt(
                        "events",
                        request("POST", "", TestEvents.created("tt-new", "New", null)),
                        "mapping",
                        "{'operation': 'upsert', 'organization': body.data.id, 'displayName': 'mine'}")
                .body("result[0].displayName", equalTo("mine"))
                .body("outcomes[0].displayName", equalTo("mine"));
        given().get("/api/sources/events").then().body("mapping", nullValue());
    }

    @Test
    void aMistakeInTheMappingHasAPlace() {
        attempt("hr", request("POST", "", BODY), "mapping", "{'operation': 'create',\n 'id': $lowercas(body.id)}")
                .body("result", empty())
                .body("outcomes", empty())
                .body("mistake.message", containsString("did you mean $lowercase?"))
                .body("mistake.line", equalTo(2))
                .body("mistake.column", equalTo(8));
    }

    @Test
    void aMistakeInTheMessageHasAPlace() {
        attempt("hr", request("POST", "", "{\"id\":\n x}"))
                .body("mistake.message", containsString("unreadable JSON"))
                .body("mistake.line", equalTo(2))
                .body("mistake.column", equalTo(2));
    }

    @Test
    void whatFailsWithAMessageHasAPlaceInTheMapping() {
        attempt(
                        "hr",
                        request("POST", "", "{\"id\":[1,2]}"),
                        "mapping",
                        "{'operation': 'create',\n'id': $uppercase(body.id)}")
                .body("mistake.message", containsString("of the mapping"))
                .body("mistake.line", equalTo(2));
    }

    @Test
    void aResultThatCannotBeReadIsShown() {
        attempt("hr", request("POST", "", BODY), "mapping", "{'operation': 'create', 'ident': body.id, 'n': 1/2}")
                .body("result[0].ident", equalTo("Unit 7"))
                .body("result[0].n", equalTo(0.5f))
                .body("outcomes", empty())
                .body("mistake.message", containsString("'ident' is no field of a mapping"))
                .body("mistake.line", nullValue());
    }

    @Test
    void aRightProofIsAccepted() {
        checked(signed(Instant.now(), SECRET, true))
                .body("proof.verdict", equalTo("accepted"))
                .body("outcomes[0].outcome", equalTo("planned"));
    }

    @Test
    void ofAWrongProofTheWrongPartIsTold() {
        Instant now = Instant.now();
        ObjectNode right = signed(now, SECRET, true);
        String expected = right.path("headers").path("x-signature").asText();

        ValidatableResponse otherKey = checked(signed(now, "another secret of the hr", true))
                .body("proof.verdict", equalTo("refused"))
                .body("proof.detail", containsString("does not match the secret"))
                .body(
                        "proof.detail",
                        containsString("signed is {timestamp}.{body}, here 69 bytes: '" + now.getEpochSecond()))
                .body(
                        "proof.detail",
                        containsString("came as hex of 32 bytes, expected is hex of 32 bytes (hmac-sha256)"))
                .body("proof.detail", containsString("the secret has 24 bytes"))
                .body("outcomes[0].outcome", equalTo("planned"));
        assertThat(otherKey.extract().asString()).doesNotContain(SECRET).doesNotContain(expected);

        ValidatableResponse otherEncoding = checked(signed(now, SECRET, false))
                .body("proof.detail", containsString("came as base64 of 32 bytes, expected is hex of 32 bytes"));
        assertThat(otherEncoding.extract().asString()).doesNotContain(expected);

        checked(signed(now.minusSeconds(1_000), SECRET, true))
                .body("proof.verdict", equalTo("refused"))
                .body("proof.detail", containsString("s old, allowed are 300 s"));
        ObjectNode unsigned = right.deepCopy();
        unsigned.withObject("/headers").remove("x-signature");
        checked(unsigned)
                .body("proof.verdict", equalTo("refused"))
                .body("proof.detail", containsString("signature header x-signature is missing or empty"))
                .body("proof.detail", containsString("the secret has 24 bytes"));
        ObjectNode undated = right.deepCopy();
        undated.withObject("/headers").remove("X-Timestamp");
        checked(undated).body("proof.detail", containsString("timestamp header x-timestamp is missing or empty"));
    }

    @Test
    void ofAKeyThatIsNoneOnlyItsLengthIsTold() {
        ObjectNode request = request("POST", "", BODY);
        request.withObject("/headers").put("x-api-key", "guess");
        attempt("plain", request, "proof", "check")
                .body("proof.verdict", equalTo("refused"))
                .body("proof.detail", containsString("came as utf-8 of 5 bytes; the secret has 24 bytes"))
                .body("proof.detail", not(containsString(SECRET)));
    }

    @Test
    void theKeyInASignedTextIsNotShown() {
        ObjectNode request = request("POST", "", BODY);
        request.withObject("/headers").put("x-signature", "00".repeat(32));
        attempt("digest", request, "proof", "check")
                .body("proof.detail", containsString("'{key}{\"id\""))
                .body("proof.detail", not(containsString(SECRET)));
    }

    @Test
    void aHandshakeIsShown() {
        attempt("events", request("POST", "", """
                        [{"id":"1","topic":"t","subject":"","eventType":"Microsoft.EventGrid.SubscriptionValidationEvent",\
                        "eventTime":"2026-11-23T10:00:00Z","data":{"validationCode":"code-1"},"dataVersion":"1"}]"""))
                .body("outcomes", empty())
                .body("handshake.status", equalTo(200))
                .body("handshake.body", containsString("code-1"));
        attempt("plain", request("GET", "", ""))
                .body("mistake.message", containsString("only if it asks for a handshake"));
    }

    @Test
    void bytesThatAreNoTextComeInBase64() {
        ObjectNode request = request("POST", "", "");
        request.remove("body");
        request.put(
                "bodyBase64",
                Base64.getEncoder()
                        .encodeToString("{\"id\":\"ü\",\"name\":\"Ü\"}".getBytes(StandardCharsets.ISO_8859_1)));
        request.withObject("/headers").put("Content-Type", "application/json; charset=iso-8859-1");
        attempt("plain", request).body("result[0].id", equalTo("ü"));
    }

    @Test
    void everySampleOfEveryPresetCanBeTried() {
        List<Map<String, String>> presets = given().get("/api/presets")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("value");
        assertThat(presets).hasSizeGreaterThan(25).allSatisfy(preset -> {
            assertThat(preset.get("title")).isNotBlank();
            JsonNode one = Json.read(given().get("/api/presets/" + preset.get("name"))
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString());
            assertThat(one.path("samples")).isNotEmpty();
            one.path("samples").forEach(sample -> {
                ObjectNode request = sample.deepCopy();
                String name = request.remove("name").asText();
                String tried = tryOut("presets/" + preset.get("name"), request)
                        .extract()
                        .asString();
                JsonNode answer = Json.read(tried);
                assertThat(answer.has("mistake"))
                        .as(preset.get("name") + " " + name + tried)
                        .isFalse();
                assertThat(answer.path("result").isEmpty())
                        .as(preset.get("name") + " " + name + tried)
                        .isEqualTo(answer.has("handshake"));
                tryOut("presets/" + preset.get("name"), request, "proof", "check")
                        .body("proof.verdict", oneOf("refused", "none"));
            });
        });
    }

    @Test
    void aPresetIsWhatItsFolderSays() {
        given().get("/api/presets/workos")
                .then()
                .body("name", equalTo("workos"))
                .body("title", equalTo("WorkOS"))
                .body("mapping", containsString("operation"))
                .body("samples.find { it.name == 'group-created' }.method", equalTo("POST"))
                .body("samples.find { it.name == 'group-created' }.body", containsString("dsync.group.created"));
        given().get("/api/presets/odoo")
                .then()
                .body("samples.find { it.name == 'department-created' }.path", containsString("?"));
    }

    @Test
    void sourcesAreListedAsInTheStatusAndOneShowsItsMapping() {
        String listed =
                given().get("/api/sources").then().statusCode(200).extract().asString();
        List<String> names = new ArrayList<>();
        Json.read(listed)
                .path("value")
                .forEach(source -> names.add(source.path("name").asText()));
        assertThat(names).containsExactly("default", "digest", "events", "hr", "parts", "plain", "shop");
        given().get("/api/sources/hr")
                .then()
                .body("name", equalTo("hr"))
                .body("scheme", equalTo("hmac"))
                .body("outcomes.day.applied", equalTo(0))
                .body("mapping", equalTo(Senders.MAPPING))
                .body("snapshotMapping", nullValue());
        given().get("/api/sources/shop")
                .then()
                .body("preset", equalTo("github"))
                .body("snapshotMapping", notNullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sources/nobody", "presets/nobody", "presets/..%2Fworkos", "presets/test-preset"})
    void whatIsNotThereIsNotFound(String path) {
        given().urlEncodingEnabled(false).get("/api/" + path).then().statusCode(404);
        given().urlEncodingEnabled(false)
                .body("{\"request\":{}}")
                .post("/api/" + path + "/try")
                .then()
                .statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"request\":\"x\"}",
                "{\"request\":{},\"proof\":\"yes\"}",
                "{\"request\":{},\"mapping\":{}}",
                "{\"request\":{\"body\":\"a\",\"bodyBase64\":\"YQ==\"}}",
                "{\"request\":{\"bodyBase64\":\"%\"}}",
                "{\"request\":{\"headers\":{\"a\":1}}}"
            })
    void whatIsNoTrialIsAMistakeOfTheCaller(String body) {
        given().body(body)
                .post("/api/sources/plain/try")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    private static ValidatableResponse checked(ObjectNode request) {
        return attempt("hr", request, "proof", "check").body("result", contains(notNullValue()));
    }

    private static ValidatableResponse attempt(String source, ObjectNode request, String... more) {
        return tryOut("sources/" + source, request, more);
    }

    private static ValidatableResponse tryOut(String of, ObjectNode request, String... more) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("request", request);
        for (int i = 0; i < more.length; i += 2) {
            body.put(more[i], more[i + 1]);
        }
        return given().body(body.toString().getBytes(StandardCharsets.UTF_8))
                .post("/api/" + of + "/try")
                .then()
                .statusCode(200);
    }

    private static ObjectNode request(String method, String path, String body) {
        ObjectNode request = JsonNodeFactory.instance
                .objectNode()
                .put("method", method)
                .put("path", path)
                .put("body", body);
        request.putObject("headers").put("Content-Type", "application/json");
        return request;
    }

    private static ObjectNode signed(Instant at, String secret, boolean isHex) {
        byte[] signature = hmac(secret, at.getEpochSecond() + "." + BODY);
        ObjectNode request = request("POST", "", BODY);
        request.withObject("/headers")
                .put("X-Timestamp", Long.toString(at.getEpochSecond()))
                .put(
                        "x-signature",
                        isHex
                                ? HexFormat.of().formatHex(signature)
                                : Base64.getEncoder().encodeToString(signature));
        return request;
    }

    private static byte[] hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Senders that prove themselves in several ways. */
    public static class Senders implements QuarkusTestProfile {

        static final String MAPPING =
                "{'operation': 'create', 'id': body.id,\n 'displayName': body.name & ' of ' & path"
                        + " & ', ' & query.kind, 'occurredAt': body.at}";

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>();
            source(settings, "hr", "hmac", "format", "json", "mapping", MAPPING);
            settings.put("orgrelay.sources.hr.authentication.signed", "{timestamp}.{body}");
            settings.put("orgrelay.sources.hr.authentication.timestamp", "x-timestamp");
            String mapping = "{'operation': 'create', 'id': body.id, 'displayName': body.name}";
            source(settings, "plain", "header", "format", "json", "mapping", mapping);
            source(settings, "parts", "header", "format", "json", "messages", "units", "mapping", mapping);
            source(settings, "events", "header");
            source(settings, "digest", "hmac", "format", "json", "mapping", mapping);
            settings.put("orgrelay.sources.digest.authentication.algorithm", "sha256");
            settings.put("orgrelay.sources.digest.authentication.signed", "{key}{body}");
            settings.put("orgrelay.sources.shop.preset", "github");
            settings.put("orgrelay.sources.shop.authentication.secrets", SECRET);
            return settings;
        }

        private static void source(Map<String, String> settings, String name, String scheme, String... more) {
            String key = "orgrelay.sources." + name + ".";
            settings.put(key + "authentication.scheme", scheme);
            settings.put(key + "authentication.secrets", SECRET);
            for (int i = 0; i < more.length; i += 2) {
                settings.put(key + more[i], more[i + 1]);
            }
        }
    }
}
