package dev.orgrelay.http;

import static io.restassured.RestAssured.config;
import static io.restassured.RestAssured.given;
import static io.restassured.config.EncoderConfig.encoderConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.orgrelay.http.ContentCodingTest.Packed;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Senders, operators and the Functions host may pack what they send. */
@QuarkusTest
@TestProfile(OwnedTest.SyncOwned.class)
class PackedBodiesTest {

    private static final byte[] SECRET = "a secret of 24 bytes or more".getBytes(StandardCharsets.UTF_8);
    private static final AtomicInteger LAST = new AtomicInteger();

    @BeforeEach
    void reset() {
        SandboxControl.reset();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "default => application/cloudevents+json => "
                        + "{'specversion':'1.0','id':'%1$s','source':'/a','type':'organization.created','data':{'id':'%1$s','displayName':'Packed'}}",
                "default => application/cloudevents-batch+json => "
                        + "[{'specversion':'1.0','id':'%1$s','source':'/a','type':'organization.created','data':{'id':'%1$s','displayName':'Packed'}}]",
                "default => application/json => "
                        + "[{'id':'%1$s','eventType':'organization.created','subject':'%1$s','eventTime':'2026-11-23T10:00:00Z','dataVersion':'1','data':{'displayName':'Packed'}}]",
                "packed-json => application/json => {'id':'%1$s','name':'Packed'}",
                "packed-form => application/x-www-form-urlencoded => id=%1$s&name=Packed",
                "packed-text => application/xml => <unit id='%1$s'/>",
            })
    void inEveryFormat(String source, String type, String body) {
        for (ContentCoding coding : ContentCoding.values()) {
            String id = "packed-" + LAST.incrementAndGet();

            packed(coding, body.formatted(id).replace('\'', '"'))
                    .contentType(type)
                    .post("/api/events/" + source)
                    .then()
                    .statusCode(200);

            assertThat(SandboxControl.organization(id)).contains("Packed under null");
        }
    }

    @Test
    void aBinaryCloudEventToo() {
        packed(ContentCoding.GZIP, "{\"id\":\"packed-binary\",\"displayName\":\"Packed\"}")
                .contentType("application/json")
                .header("ce-specversion", "1.0")
                .header("ce-id", "1")
                .header("ce-source", "/a")
                .header("ce-type", "organization.created")
                .post("/api/events")
                .then()
                .statusCode(200);

        assertThat(SandboxControl.organization("packed-binary")).isPresent();
    }

    @Test
    void aScimClientHearsOfTheGroupThatItPacked() {
        packed(ContentCoding.DEFLATE, "{\"displayName\":\"Packed\",\"externalId\":\"packed-group\"}")
                .contentType("application/scim+json")
                .post("/api/events/packed-groups/Groups")
                .then()
                .statusCode(201)
                .body(containsString("\"displayName\":\"Packed\""));
    }

    @ParameterizedTest
    @EnumSource(ContentCoding.class)
    void itIsSignedAsItComes(ContentCoding coding) throws GeneralSecurityException {
        String event = TestEvents.created("packed-signed-" + coding.ordinal(), "Packed", null);
        byte[] packed = Packed.by(coding, event.getBytes(StandardCharsets.UTF_8));

        signed(coding, packed, packed).post("/api/events/packed-signed").then().statusCode(200);
    }

    @Test
    void aSignatureOfWhatWasPackedIsNone() throws GeneralSecurityException {
        byte[] event = TestEvents.created("packed-wrong", "Packed", null).getBytes(StandardCharsets.UTF_8);
        byte[] packed = Packed.by(ContentCoding.GZIP, event);

        signed(ContentCoding.GZIP, packed, event)
                .post("/api/events/packed-signed")
                .then()
                .statusCode(401);
        assertThat(SandboxControl.organization("packed-wrong")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = ContentCoding.class,
            names = {"GZIP", "DEFLATE"})
    void whatBecomesTooLargeIsTooLarge(ContentCoding coding) {
        for (String path : new String[] {"/api/events", "/api/plan", "/eventgrid", "/deadletter"}) {
            packed(coding, "[" + " ".repeat(3_000_000) + "]")
                    .contentType("application/json")
                    .post(path)
                    .then()
                    .statusCode(413)
                    .body(containsString("orgrelay.max-body-size"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "gzip, 400, not what its Content-Encoding says",
        "deflate, 400, not what its Content-Encoding says",
        "br, 415, none that is read",
        "'gzip, gzip', 415, none that is read"
    })
    void whatIsNotPackedLikeThatIsTurnedAway(String coding, int status, String reason) {
        for (String path :
                new String[] {"/api/events", "/api/events/packed-groups/Groups", "/api/plan", "/apply", "/deadletter"
                }) {
            raw(coding, "{}".getBytes(StandardCharsets.UTF_8))
                    .contentType("application/json")
                    .post(path)
                    .then()
                    .statusCode(status)
                    .body(containsString(reason));
        }
    }

    @Test
    void anOperatorMayPackAHierarchy() {
        packed(ContentCoding.GZIP, "id,displayName,parent\npacked-row,Packed,\n")
                .contentType("text/csv")
                .post("/api/reconcile")
                .then()
                .statusCode(200);

        assertThat(SandboxControl.organization("packed-row")).contains("Packed under null");
    }

    @ParameterizedTest
    @EnumSource(ContentCoding.class)
    void theFunctionsHostMayPackAnEnvelope(ContentCoding coding) {
        String id = "packed-envelope-" + coding.ordinal();

        packed(coding, "{\"Data\":{\"event\":" + TestEvents.created(id, "Packed", null) + "}}")
                .contentType("application/json")
                .post("/eventgrid")
                .then()
                .statusCode(200);

        assertThat(SandboxControl.organization(id)).contains("Packed under null");
    }

    @Test
    void nothingIsUnpackedForStrangers() {
        packed(ContentCoding.GZIP, " ".repeat(3_000_000))
                .contentType("application/json")
                .post("/nowhere")
                .then()
                .statusCode(404);
    }

    private static RequestSpecification packed(ContentCoding coding, String body) {
        return raw(
                coding.name().toLowerCase(java.util.Locale.ROOT),
                Packed.by(coding, body.getBytes(StandardCharsets.UTF_8)));
    }

    private static RequestSpecification raw(String coding, byte[] body) {
        EncoderConfig asItIs =
                encoderConfig().encodeContentTypeAs("application/x-www-form-urlencoded", ContentType.BINARY);
        return given().config(config().encoderConfig(asItIs))
                .header("Content-Encoding", coding)
                .body(body);
    }

    private static RequestSpecification signed(ContentCoding coding, byte[] body, byte[] signed)
            throws GeneralSecurityException {
        String id = "packed-" + LAST.incrementAndGet();
        String time = Long.toString(Instant.now().getEpochSecond());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
        mac.update((id + "." + time + ".").getBytes(StandardCharsets.UTF_8));
        return raw(coding.name(), body)
                .contentType("application/cloudevents+json")
                .header("webhook-id", id)
                .header("webhook-timestamp", time)
                .header("webhook-signature", "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed)));
    }

    /** One of each format. */
    static Map<String, String> sources() {
        Map<String, String> settings = new HashMap<>();
        String source = "orgrelay.sources.packed-";
        for (String format : new String[] {"json", "form", "text", "groups", "signed"}) {
            settings.put(source + format + ".authentication.scheme", "dangerous-none");
        }
        for (String format : new String[] {"json", "form"}) {
            settings.put(source + format + ".format", format);
            settings.put(source + format + ".mapping", "body.{'operation': 'create', 'id': id, 'displayName': name}");
        }
        settings.put(source + "text.format", "text");
        settings.put(
                source + "text.mapping",
                "{'operation': 'create', 'id': $match(body, /id=\"(.*?)\"/).groups[0], 'displayName': 'Packed'}");
        settings.put(source + "groups.preset", "scim");
        settings.put(source + "groups.authentication.secrets", "none");
        settings.put(source + "signed.authentication.scheme", "standard-webhooks");
        settings.put(
                source + "signed.authentication.secrets",
                "whsec_" + Base64.getEncoder().encodeToString(SECRET));
        return settings;
    }
}
