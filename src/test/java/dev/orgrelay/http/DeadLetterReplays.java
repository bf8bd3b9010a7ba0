package dev.orgrelay.http;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A message that could become no change is read again when its dead letter is replayed, by the mapping and all that it may look at. */
public abstract class DeadLetterReplays {

    private static final String KEY = "a-key-of-hunter2";
    private static final long NEVER = 4_000_000_000_000L;

    @BeforeEach
    void reset() {
        SandboxControl.reset();
        letters().forEach(id -> given().delete("/api/dead-letters/" + id).then().statusCode(204));
    }

    @Test
    void whateverTheFormatTheMessageBecomesAChangeOnceItsMappingMakesOne() {
        long soon = System.currentTimeMillis() + 1_500;
        List<String> ids = new ArrayList<>();
        ids.add(refused(to("young").contentType("application/json").body(json("rp-json", soon))));
        ids.add(refused(to("young")
                .contentType("application/json; charset=iso-8859-1")
                .body(json("rp-latin", soon).getBytes(ISO_8859_1))));
        ids.add(refused(
                to("young-parts").contentType("application/json").body("{\"units\":[" + json("rp-part", soon) + "]}")));
        ids.add(refused(to("young-forms")
                .contentType("application/x-www-form-urlencoded")
                .body("id=rp-form&name=S%C3%BCd&from=" + soon)));
        ids.add(refused(to("young-texts")
                .contentType("text/plain; charset=iso-8859-1")
                .body(("rp-text;Süd;" + soon).getBytes(ISO_8859_1))));
        ids.add(refused(
                to("young-clouds").contentType("application/cloudevents+json").body(event("rp-cloud", soon))));
        ids.add(refused(to("young-clouds")
                .header("ce-specversion", "1.0")
                .header("ce-id", "rp-binary")
                .header("ce-source", "/hr")
                .header("ce-type", "unit.made")
                .contentType("application/json")
                .body(json("rp-binary", soon).getBytes(UTF_8))));

        ids.forEach(id -> {
            given().get("/api/dead-letters/" + id).then().statusCode(200).body("change", nullValue());
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> "applied".equals(replay(id).path("outcomes[0].outcome")));
        });

        for (String unit : List.of("rp-json", "rp-latin", "rp-part", "rp-form", "rp-text", "rp-cloud", "rp-binary")) {
            assertThat(SandboxControl.organization(unit)).as(unit).contains("Süd blue Groups/42 unit under null");
        }
        assertThat(letters()).isEmpty();
    }

    @Test
    void whatIsRefusedAgainIsTheSameLetterWithOneMoreAttempt() {
        String id = refused(to("young").contentType("application/json").body(json("rp-never", NEVER)));

        replay(id)
                .then()
                .statusCode(200)
                .body("source", equalTo("young"))
                .body("outcomes[0].outcome", equalTo("refused"))
                .body("outcomes[0].deadLetter", equalTo(id));

        assertThat(letters()).containsExactly(id);
        given().get("/api/dead-letters/" + id)
                .then()
                .body("attempts", equalTo(2))
                .body("message", equalTo(json("rp-never", NEVER)))
                .body("request.wholeBody", equalTo(true))
                .body("request.headers.x-team", equalTo("blue"))
                .body("request.headers.x-api-key", nullValue());
    }

    @Test
    void aMessageOfAlmostTheLargestBodyIsReadAgainWhole() {
        String body = json("rp-large", NEVER).replace("{", "{\"large\":\"" + "x".repeat(1_000_000) + "\",");
        String id = refused(to("young").contentType("application/json").body(body));

        replay(id).then().statusCode(200).body("outcomes[0].outcome", equalTo("refused"));

        given().get("/api/dead-letters/" + id).then().body("message", equalTo(body));
    }

    @Test
    void whatItsMappingFailsAtIsCountedAsTurnedAwayAndStays() {
        String id = refused(to("young-errors")
                .contentType("application/json")
                .body(json("rp-errors", System.currentTimeMillis() + 1_000)));
        int before = turnedAway("young-errors");

        await().atMost(Duration.ofSeconds(20)).until(() -> replay(id).statusCode() == 400);

        assertThat(turnedAway("young-errors")).isEqualTo(before + 1);
        assertThat(letters()).containsExactly(id);
    }

    private static int turnedAway(String source) {
        return JsonPath.from(given().get("/api/status").asString())
                .getInt("sources.find { it.name == '" + source + "' }.outcomes.day.'turned-away'");
    }

    @Test
    void aDryRunSendsAndRemovesNothing() {
        String id = refused(to("young").contentType("application/json").body(json("rp-dry", NEVER)));

        given().post("/api/dead-letters/" + id + "/replay?dryRun=true")
                .then()
                .statusCode(200)
                .body("dryRun", equalTo(true))
                .body("outcomes[0].outcome", equalTo("refused"));

        given().get("/api/dead-letters/" + id).then().body("attempts", equalTo(1));
    }

    @Test
    void withoutItsMessageThereIsNothingToReadAgain() {
        String id = refused(to("young-discreet").contentType("application/json").body(json("rp-none", NEVER)));

        replay(id)
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", containsString("have it sent again"));
        assertThat(letters()).containsExactly(id);
    }

    @Test
    void whatNobodyCouldReadOfTheQueueIsReadAgainAndSaysWhyNot() {
        String id = given().contentType("application/json")
                .body("{\"Data\":{\"message\":\"{\\\"change\\\":\\\"explode\\\"}\"},\"Metadata\":{}}")
                .post("/deadletter")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("Logs[0]")
                .replaceAll("kept dead letter ([0-9a-f-]+):.*", "$1");

        replay(id).then().statusCode(400).body("detail", containsString("CloudEvent"));

        assertThat(letters()).containsExactly(id);
    }

    private static RequestSpecification to(String source) {
        return given().header("x-api-key", KEY).header("x-team", "blue").basePath("/api/events/" + source);
    }

    private static String refused(RequestSpecification request) {
        return request.post("/Groups/42?kind=unit")
                .then()
                .statusCode(200)
                .body("outcomes[0].outcome", equalTo("refused"))
                .extract()
                .path("outcomes[0].deadLetter");
    }

    private static Response replay(String id) {
        return given().post("/api/dead-letters/" + id + "/replay");
    }

    private static List<String> letters() {
        return JsonPath.from(given().get("/api/dead-letters?limit=100").asString())
                .getList("value.id");
    }

    private static String json(String id, long from) {
        return "{ \"id\":\"" + id + "\",\t\"name\":\"Süd\",\"from\":" + from + "}";
    }

    private static String event(String id, long from) {
        return "{\"specversion\":\"1.0\",\"id\":\"" + id + "\",\"source\":\"/hr\",\"type\":\"unit.made\",\"data\":"
                + json(id, from) + "}";
    }
}
