package dev.orgrelay.http;

import static dev.orgrelay.http.TestEvents.created;
import static dev.orgrelay.http.TestEvents.moved;
import static dev.orgrelay.http.TestEvents.send;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.LogLines;
import dev.orgrelay.notice.NoticeReceiver;
import dev.orgrelay.notice.NoticeReceiver.Received;
import dev.orgrelay.notice.QuickLooks;
import dev.orgrelay.relay.MovedClock;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a receiver of notices is told, and how often. */
@QuarkusTest
@TestProfile(NoticesTest.Told.class)
class NoticesTest {

    private static final String KEY = "a-key-of-hunter2";

    /** Longer than nothing has to happen until the next thing of the same kind is another one. */
    private static final Duration LONG = Duration.ofHours(2);

    @Inject
    MovedClock clock;

    @Inject
    QuickLooks looks;

    private final LogLines log = new LogLines("dev.orgrelay");

    /** All is well, and was for long. */
    @BeforeEach
    void calm() {
        SandboxControl.reset();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> send(created("no-probe", "Probe", null)).statusCode() == 200);
        post("hr", KEY, created("no-hr", "HR", null)).then().statusCode(200);
        post("quiet", KEY, created("no-quiet", "Quiet", null)).then().statusCode(200);
        SandboxControl.reset();
        NoticeReceiver.answers(204);
        clock.advance(LONG);
        looks.settle();
        NoticeReceiver.reset();
    }

    @AfterEach
    void nothingSecretIsTold() {
        log.close();
        assertThat(log.all().toString()).doesNotContain("sig=", "hunter2", "whsec_", "/hook");
        assertThat(NoticeReceiver.all()).allMatch(Received::isSigned);
    }

    @Test
    void anOutageOfAnApplicationIsTwoNotices() {
        SandboxControl.faults("[{\"match\":\"*\",\"status\":500}]");
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            send(created("no-out", "Out", null));
            return !NoticeReceiver.taken("application.bad").isEmpty();
        });
        SandboxControl.noFaults();
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            send(created("no-out", "Out", null));
            return !NoticeReceiver.taken("application.well").isEmpty();
        });
        looks.settle();

        Received bad = NoticeReceiver.taken("application.bad").get(0);
        assertThat(bad.headers().get("content-type")).startsWith("application/cloudevents+json");
        assertThat(bad.headers().get("user-agent")).startsWith("orgrelay/");
        assertThat(bad.event().path("specversion").asText()).isEqualTo("1.0");
        assertThat(bad.event().path("id").asText()).isEqualTo(bad.id());
        assertThat(bad.event().path("subject").asText()).isEqualTo("default");
        assertThat(bad.data().path("application").asText()).isEqualTo("default");
        assertThat(bad.data().path("state").asText()).isEqualTo("circuit-open");
        assertThat(bad.data().path("detail").asText()).contains("500");
        assertThat(bad.data().path("todo").asText()).contains("see whether");
        assertThat(bad.data().path("link").asText()).isEqualTo("/api/console/#/overview");
        JsonNode well = NoticeReceiver.taken("application.well").get(0).data();
        assertThat(well.path("since")).isEqualTo(bad.data().path("since"));
        assertThat(Instant.parse(well.path("until").asText()))
                .isAfter(Instant.parse(well.path("since").asText()));
        assertThat(types()).containsExactly("application.bad", "application.well");
    }

    @Test
    void aRefusedCredentialIsToldWithWhatToDo() {
        SandboxControl.faults("[{\"match\":\"PUT\",\"status\":401}]");
        send(created("no-token", "Token", null)).then().statusCode(503);
        JsonNode bad = told("application.bad").data();

        assertThat(bad.path("state").asText()).isEqualTo("credential-refused");
        assertThat(bad.path("todo").asText()).contains("orgrelay.applications.default.credential");
        SandboxControl.noFaults();
        send(created("no-token", "Token", null)).then().statusCode(200);
        told("application.well");
    }

    @Test
    void aSourceIsBadAfterFiveInARowAndWellAfterOne() {
        IntStream.range(0, 4).forEach(i -> post("hr", "wrong-key-of-somebody", "{}"));
        looks.settle();
        assertThat(types()).isEmpty();
        IntStream.range(0, 20).forEach(i -> post("hr", "wrong-key-of-somebody", "{}"));
        JsonNode bad = told("source.bad").data();
        post("hr", KEY, created("no-hr", "HR", null)).then().statusCode(200);
        told("source.well");
        looks.settle();

        assertThat(bad.path("source").asText()).isEqualTo("hr");
        assertThat(bad.path("detail").asText()).contains("401");
        assertThat(bad.path("link").asText()).isEqualTo("/api/console/#/deliveries?outcome=turned-away&source=hr");
        assertThat(types()).containsExactly("source.bad", "source.well");
    }

    @Test
    void whatBeganAndEndedWhileNobodyListenedIsToldToo() {
        NoticeReceiver.answers(503);
        IntStream.range(0, 5).forEach(i -> post("hr", "wrong-key-of-somebody", "{}"));
        post("hr", KEY, created("no-hr", "HR", null)).then().statusCode(200);
        await().until(() -> NoticeReceiver.all().size() == 1);
        for (int status : List.of(0, 302, 400, 500)) {
            NoticeReceiver.answers(status);
            int tries = NoticeReceiver.all().size();
            clock.advance(Duration.ofSeconds(31));
            await().until(() -> NoticeReceiver.all().size() > tries);
        }
        assertThat(NoticeReceiver.taken()).isEmpty();
        assertThat(NoticeReceiver.all())
                .extracting(Received::id)
                .containsOnly(NoticeReceiver.all().get(0).id());
        NoticeReceiver.answers(202);
        clock.advance(Duration.ofSeconds(31));
        told("source.well");

        assertThat(types()).containsExactly("source.bad", "source.well");
        assertThat(log.with("/… does not take notices")).hasSize(1);
        assertThat(log.with("/… takes notices again")).hasSize(1);
    }

    @Test
    void aReceiverThatDoesNotAnswerIsTriedAgainWithinTenSeconds() {
        NoticeReceiver.answers(503);
        test().then().statusCode(202);
        await().until(() -> NoticeReceiver.all().size() == 1);
        clock.advance(Duration.ofSeconds(8));
        await().until(() -> NoticeReceiver.all().size() == 2);
        NoticeReceiver.answers(200);
        clock.advance(Duration.ofSeconds(8));

        told("test");
    }

    @Test
    void aStormOfRefusalsIsTwoNotices() {
        SandboxControl.faults("[{\"match\":\"PUT\",\"status\":422}]");
        for (int i = 0; i < 60; i++) {
            send(created("no-storm" + i, "Storm", null)).then().statusCode(200);
        }
        JsonNode first = told("changes.refused").data();
        looks.settle();
        assertThat(types()).containsExactly("changes.refused");
        clock.advance(Duration.ofSeconds(61));
        await().until(() -> NoticeReceiver.taken("changes.refused").size() == 2);
        looks.settle();

        assertThat(first.path("source").asText()).isEqualTo("default");
        assertThat(first.path("detail").asText()).contains("422");
        assertThat(first.path("count").asInt()).isBetween(1, 59);
        JsonNode second = NoticeReceiver.taken("changes.refused").get(1).data();
        assertThat(second.path("count").asInt()).isEqualTo(60);
        assertThat(second.has("until")).isTrue();
        assertThat(types()).hasSize(2);
    }

    @Test
    void changesThatStayDeferredAreToldOnceAndNoMoreWhenTheyAreApplied() {
        send(moved("no-late", null)).then().statusCode(503);
        clock.advance(Duration.ofMinutes(29));
        looks.settle();
        assertThat(types()).isEmpty();
        clock.advance(Duration.ofMinutes(2));
        JsonNode waiting = told("changes.waiting").data();

        assertThat(waiting.path("application").asText()).isEqualTo("default");
        assertThat(waiting.path("count").asInt()).isEqualTo(1);
        assertThat(waiting.path("detail").asText()).contains("no-late");
        send(created("no-late", "Late", null)).then().statusCode(200);
        clock.advance(LONG);
        looks.settle();
        assertThat(types()).containsExactly("changes.waiting");
    }

    @Test
    void aSilentSourceIsToldAndThatItIsHeardAgain() {
        post("quiet", KEY, created("no-quiet", "Quiet", null)).then().statusCode(200);
        clock.advance(Duration.ofHours(23));
        looks.settle();
        assertThat(types()).isEmpty();
        clock.advance(Duration.ofHours(4));
        JsonNode silent = told("source.silent").data();
        post("quiet", KEY, created("no-quiet", "Quiet", null)).then().statusCode(200);

        JsonNode heard = told("source.heard").data();
        assertThat(silent.path("source").asText()).isEqualTo("quiet");
        assertThat(silent.path("todo").asText()).contains("/api/events/quiet");
        assertThat(heard.path("since")).isEqualTo(silent.path("since"));
        assertThat(types()).containsExactly("source.silent", "source.heard");
    }

    @Test
    void heldDeletesAreToldOnceHoweverOftenTheyAreHeld() {
        reconcile(units(30), "upsert-only", "").then().statusCode(200);
        String digest = reconcile(units(10), "sync", "")
                .then()
                .statusCode(200)
                .extract()
                .path("held.digest");
        JsonNode held = told("deletes.held").data();
        reconcile(units(10), "sync", "").then().statusCode(200);
        looks.settle();

        assertThat(types()).containsExactly("deletes.held");
        assertThat(held.path("count").asInt()).isEqualTo(20);
        assertThat(held.path("detail").asText()).contains(digest);
        reconcile(units(10), "sync", digest).then().statusCode(200);
        reconcile(units(30), "upsert-only", "").then().statusCode(200);
        reconcile(units(10), "sync", "").then().statusCode(200);
        await().until(() -> NoticeReceiver.taken("deletes.held").size() == 2);
    }

    @Test
    void driftIsToldOnceWhileItLasts() {
        for (int i = 0; i < 3; i++) {
            given().contentType("application/json")
                    .body(units(2))
                    .post("/api/reconcile?dryRun=true")
                    .then()
                    .statusCode(200);
            told("drift");
        }
        looks.settle();
        assertThat(types()).containsExactly("drift");
        assertThat(NoticeReceiver.taken("drift").get(0).data().path("detail").asText())
                .isEqualTo("2 to create, 0 to update, 0 to delete, 0 held");

        reconcile(units(2), "upsert-only", "").then().statusCode(200);
        looks.settle();
        given().contentType("application/json")
                .body(units(3))
                .post("/api/reconcile?dryRun=true")
                .then()
                .statusCode(200);
        await().until(() -> NoticeReceiver.taken("drift").size() == 2);
    }

    @Test
    void whatIsReconciledAtOnceIsNoDrift() {
        reconcile(units(3), "upsert-only", "").then().statusCode(200);
        looks.settle();

        assertThat(types()).isEmpty();
    }

    @Test
    void aTokenThatEndsIsToldBeforeAndShortlyBefore() {
        Duration left = Duration.between(clock.instant(), Told.END);
        clock.advance(left.minus(Duration.ofDays(20)));
        JsonNode ends = told("token.ends").data();
        clock.advance(Duration.ofDays(10));
        looks.settle();
        assertThat(NoticeReceiver.taken("token.ends")).hasSize(1);
        clock.advance(Duration.ofDays(8));
        await().until(() -> NoticeReceiver.taken("token.ends").size() == 2);

        assertThat(ends.path("application").asText()).isEqualTo("default");
        assertThat(ends.path("until").asText()).isEqualTo(Told.END.toString());
        assertThat(ends.path("detail").asText()).isEqualTo("its API token ends at " + Told.END);
    }

    @Test
    void aTestIsSentUnlessItIsDry() {
        given().post("/api/notices/test?dryRun=true").then().statusCode(202).body("dryRun", equalTo(true));
        String id = test().then().statusCode(202).extract().path("id");

        Received test = told("test");
        assertThat(test.id()).isEqualTo(id);
        assertThat(test.event().has("subject")).isFalse();
        given().post("/api/notices/test?nonsense=1").then().statusCode(400);
    }

    private static Response test() {
        return given().post("/api/notices/test");
    }

    /** Of all but the tests. */
    private static List<String> types() {
        return NoticeReceiver.taken().stream()
                .map(Received::type)
                .filter(type -> !type.equals("test"))
                .toList();
    }

    private static Received told(String type) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !NoticeReceiver.taken(type).isEmpty());
        return NoticeReceiver.taken(type).get(0);
    }

    private static Response post(String source, String key, String event) {
        return given().header("x-api-key", key)
                .contentType("application/cloudevents+json")
                .body(event)
                .post("/api/events/" + source);
    }

    private static Response reconcile(String body, String policy, String release) {
        return given().queryParam("policy", policy)
                .queryParams(release.isEmpty() ? Map.of() : Map.of("release", release))
                .contentType("application/json")
                .body(body)
                .post("/api/reconcile");
    }

    private static String units(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"id\":\"no-u" + i + "\",\"displayName\":\"Unit\"}")
                .toList()
                .toString();
    }

    public static class Told implements QuarkusTestProfile {

        /** Of the API token: later than what the other tests put the clock forward. */
        static final Instant END = Instant.parse("2099-12-31T00:00:00Z");

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(QuickLooks.class, MovedClock.class);
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(NoticeReceiver.class));
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(new StatusTest.OneSender().getConfigOverrides());
            settings.put(
                    "orgrelay.applications.default.api-token",
                    "SharedAccessSignature sr=a&sig=b&skn=c&se=" + END.toEpochMilli());
            settings.put("orgrelay.sources.quiet.silent-after", "24h");
            settings.put("orgrelay.sources.quiet.authentication.scheme", "header");
            settings.put("orgrelay.sources.quiet.authentication.header", "x-api-key");
            settings.put("orgrelay.sources.quiet.authentication.secrets", KEY);
            return settings;
        }
    }
}
