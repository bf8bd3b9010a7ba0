package dev.orgrelay.storage;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.orgrelay.http.JournalOf;
import dev.orgrelay.http.SandboxControl;
import dev.orgrelay.http.TestEvents;
import dev.orgrelay.relay.ChangeMessage;
import dev.orgrelay.relay.MovedClock;
import dev.orgrelay.storage.FaultyConnections.Fault;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What takes effect later waits here until its day: as senders and operators see it. */
@OnAzurite
@QuarkusTest
@TestProfile(AzuriteProfile.class)
class EffectiveDatesTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @Inject
    MovedClock clock;

    private final String unit = "eff-" + NUMBERS.incrementAndGet();
    private final Instant day = Instant.now().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.DAYS);

    @BeforeEach
    void anOrganizationExists() {
        AzuriteProfile.healthy();
        SandboxControl.reset();
        waiting("").forEach(id -> given().delete("/api/waiting/" + id));
        TestEvents.send(TestEvents.created(unit, "Old", null)).then().statusCode(200);
    }

    @AfterEach
    void itIsNowAgain() {
        clock.reset();
        AzuriteProfile.healthy();
    }

    @ParameterizedTest
    @ValueSource(strings = {"later", "later-queued"})
    void whatTakesEffectLaterIsKeptAndAnsweredSo(String source) {
        send(source, word("update", "New", "e1", day))
                .statusCode(202)
                .body("outcomes", hasSize(1))
                .body("outcomes[0].outcome", equalTo("queued"))
                .body("outcomes[0].occurredAt", equalTo(day.toString()))
                .body("outcomes[0].detail", equalTo("it takes effect at " + day));

        list("organization=" + unit)
                .body("value", hasSize(1))
                .body("value[0].id", startsWith(day.toString().substring(0, 4)))
                .body("value[0].organization", equalTo(unit))
                .body("value[0].application", equalTo("default"))
                .body("value[0].source", equalTo(source))
                .body("value[0].event", equalTo("e1"))
                .body("value[0].effectiveAt", equalTo(day.toString()))
                .body("value[0].change.change", equalTo("update"))
                .body("value[0].change.displayName", equalTo("New"))
                .body("next", nullValue());
        given().get("/api/status")
                .then()
                .body("waiting.effective", equalTo(1))
                .body("waiting.deferred", greaterThanOrEqualTo(0))
                .body("waiting.queued", notNullValue());
        given().get("/api/organizations/" + unit + "/history")
                .then()
                .statusCode(200)
                .body("displayName.actual", equalTo("Old"))
                .body("waiting", hasSize(1))
                .body("waiting[0].event", equalTo("e1"))
                .body("waiting[0].since", equalTo(day.toString()))
                .body("waiting[0].fields", equalTo(List.of("displayName")))
                .body("waiting[0].detail", equalTo("it takes effect at " + day));
        assertThat(SandboxControl.organization(unit)).contains("Old under null");
    }

    @Test
    void whatIsOlderThanTheLedgerRemembersIsNotReplayed() {
        String id =
                given().get("/api/deliveries?organization=" + unit).jsonPath().getString("value[0].id");
        String replay = "/api/deliveries/" + id + "/replay";
        given().post(replay + "?dryRun=true").then().statusCode(200);

        clock.advance(Duration.ofDays(31));

        for (String query : List.of("", "?dryRun=true")) {
            given().post(replay + query)
                    .then()
                    .statusCode(409)
                    .body("detail", containsString("the ledger remembers 30 days (orgrelay.storage.retention)"));
        }
        given().post("/api/deliveries/replay?organization=" + unit)
                .then()
                .statusCode(200)
                .body(containsString("orgrelay.storage.retention"), containsString("\"failed\":1"));
    }

    @Test
    void whatIsBeingAppliedIsNotDropped() {
        send("later", word("update", "New", "e1", day)).statusCode(202);
        String id = waiting("").get(0);
        clock.moveTo(day.plusSeconds(1));
        SandboxControl.faults("[{\"match\":\"PATCH\",\"delayMs\":2000}]");
        CompletableFuture<Void> waking = CompletableFuture.runAsync(() -> wake(key(id)));
        await().until(() -> SandboxControl.requests().getOrDefault("update", 0) > 0);

        given().delete("/api/waiting/" + id)
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("detail", containsString("being applied"));

        waking.join();
        SandboxControl.noFaults();
        await().until(() -> waiting("").isEmpty());
        assertThat(SandboxControl.organization(unit)).contains("New under null");
        given().delete("/api/waiting/" + id).then().statusCode(404);
    }

    @Test
    void onItsDayItIsAppliedOnceAsOfThatDay() {
        send("later", word("update", "New", "e1", day)).statusCode(202);
        String key = key(waiting("").get(0));
        wake(key);
        assertThat(patches()).as("its day has not come").isZero();

        clock.moveTo(day.plusSeconds(20));
        applied(key);

        assertThat(SandboxControl.organization(unit)).contains("New under null");
        given().get("/api/organizations/" + unit + "/history")
                .then()
                .body("displayName.since", equalTo(day.toString()))
                .body("displayName.event", equalTo("e1"))
                .body("waiting", empty());
        wake(key).body("ReturnValue.outcomes", empty());
        send("later", word("update", "New", "e1", day))
                .statusCode(200)
                .body("outcomes[0].outcome", equalTo("duplicate"));
        assertThat(patches()).isEqualTo(1);
    }

    @Test
    void whatIsAppliedMeanwhileCancelsNothing() {
        send("later", word("update", "New", "e1", day)).statusCode(202);
        send("later", word("update", "Between", "e2", day.minus(Duration.ofDays(40))))
                .statusCode(200);
        given().contentType("application/json")
                .body("{\"displayName\":\"By hand\"}")
                .patch("/api/organizations/" + unit)
                .then()
                .statusCode(200);

        onItsDay();

        assertThat(SandboxControl.organization(unit)).contains("New under null");
    }

    @Test
    void whatIsToldLaterReplacesWhatWasToldBefore() {
        send("later", word("update", "First", "e1", day)).statusCode(202);
        send("later-elsewhere", word("update", "Second", "e2", day)).statusCode(202);
        send("later", word("update", "First", "e1", day)).statusCode(202);
        list("").body("value", hasSize(1)).body("value[0].event", equalTo("e2"));

        onItsDay();

        assertThat(SandboxControl.organization(unit)).contains("Second under null");
        assertThat(patches()).isEqualTo(1);
    }

    @Test
    void whatIsToldOnTheDayItselfReplacesItToo() {
        send("later", word("update", "First", "e1", day)).statusCode(202);
        clock.moveTo(day.minus(Duration.ofMinutes(2)));
        send("later", word("update", "Second", "e2", day))
                .statusCode(200)
                .body("outcomes[0].outcome", equalTo("applied"));

        clock.moveTo(day.plusSeconds(20));
        assertThat(waiting("")).isEmpty();
        assertThat(SandboxControl.organization(unit)).contains("Second under null");
    }

    @Test
    void aDeliveryThatComesAgainMakesNoSecondRow() {
        String batch = "[" + object("update", unit, "New", "e1", day) + "," + object("update", unit, "Newer", "e1", day)
                + "," + object("delete", unit, null, "e1", day.plusSeconds(86400)) + "]";
        send("later", batch).statusCode(202);
        List<String> before = waiting("");
        assertThat(before).hasSize(2);

        send("later", batch).statusCode(202);

        assertThat(waiting("")).isEqualTo(before);
    }

    @Test
    void aDateAloneIsMidnightInTheZoneOfTheSource() {
        send("later", "[{\"op\":\"update\",\"id\":\"" + unit + "\",\"name\":\"New\",\"at\":\"2999-07-01\"}]")
                .statusCode(202)
                .body("outcomes[0].detail", equalTo("it takes effect at 2999-06-30T22:00:00Z"));
    }

    @Test
    void whatHasToWaitKeepsNothingElseFromBeingApplied() {
        send(
                        "later",
                        "[" + object("update", unit, "New", "e1", day) + ","
                                + object("create", unit + "-b", "B", "e2", null) + "]")
                .statusCode(202)
                .body("outcomes.outcome", equalTo(List.of("queued", "applied")));
    }

    @Test
    void whatIsRefusedOnItsDayIsADeadLetter() {
        send("later", word("update", "New", "e1", day)).statusCode(202);
        SandboxControl.faults("[{\"match\":\"PATCH\",\"status\":422}]");

        onItsDay();

        assertThat(waiting("")).isEmpty();
        given().get("/api/dead-letters?organization=" + unit)
                .then()
                .body("value", hasSize(1))
                .body("value[0].outcome", equalTo("refused"))
                .body("value[0].change.displayName", equalTo("New"))
                .body("value[0].message", containsString("\"event\":\"e1\""));
    }

    @Test
    void whatHasNoPlaceOnItsDayIsTriedAgainAndThenADeadLetter() {
        String body = "[{\"op\":\"update\",\"id\":\"" + unit + "\",\"parent\":\"" + unit
                + "-above\",\"event\":\"e1\",\"at\":\"" + day + "\"}]";
        send("later", body).statusCode(202);
        String key = key(waiting("").get(0));
        clock.moveTo(day.plusSeconds(20));

        wake(key);
        await().untilAsserted(() -> assertThat(
                        JournalOf.list("kind=queue&organization=" + unit).getString("value[0].outcomes[0].detail"))
                .contains("tried again in"));
        assertThat(waiting("organization=" + unit)).hasSize(1);
        clock.moveTo(day.plus(Duration.ofDays(3)).plusSeconds(20));
        applied(key);

        given().get("/api/dead-letters?organization=" + unit)
                .then()
                .body("value", hasSize(1))
                .body("value[0].outcome", equalTo("deferred"))
                .body("value[0].attempts", greaterThanOrEqualTo(2));
    }

    @Test
    void ofSeveralWhoWakeOneAppliesIt() {
        send("later", word("update", "New", "e1", day)).statusCode(202);
        String key = key(waiting("").get(0));
        clock.moveTo(day.plusSeconds(20));

        List<CompletableFuture<List<String>>> woken = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> wake(key).extract().jsonPath().<String>getList("ReturnValue.outcomes.outcome")))
                .limit(8)
                .toList();

        List<String> outcomes = new ArrayList<>();
        woken.forEach(one -> outcomes.addAll(one.join()));
        assertThat(outcomes).as("unless the timer was first").hasSizeLessThanOrEqualTo(1);
        applied(key);
        assertThat(patches()).isEqualTo(1);
    }

    @Test
    void anOperatorDropsOne() {
        send("later", word("update", "New", "e1", day)).statusCode(202);
        String id = waiting("").get(0);
        given().delete("/api/waiting/" + id + "?dryRun=true")
                .then()
                .statusCode(200)
                .body("dryRun", equalTo(true));
        assertThat(waiting("")).containsExactly(id);

        given().delete("/api/waiting/" + id).then().statusCode(204);

        assertThat(waiting("")).isEmpty();
        given().delete("/api/waiting/" + id).then().statusCode(404);
        given().delete("/api/waiting/" + id + "?dryRun=true").then().statusCode(404);
        given().delete("/api/waiting/nothing").then().statusCode(404);
        given().get("/api/waiting/" + id).then().statusCode(405).header("Allow", equalTo("DELETE"));
    }

    @Test
    void theListIsInOrderFilteredAndInPages() {
        for (int i = 0; i < 5; i++) {
            send(
                            i % 2 == 0 ? "later" : "later-queued",
                            "[" + object("update", unit + "-" + i, "New", "e" + i, day.plus(Duration.ofDays(5 - i)))
                                    + "]")
                    .statusCode(202);
        }

        list("limit=2").body("value.event", equalTo(List.of("e4", "e3"))).body("next", notNullValue());
        List<String> events = new ArrayList<>();
        String next = "";
        do {
            JsonPath page = list("limit=2" + next).extract().jsonPath();
            events.addAll(page.getList("value.event"));
            next = page.getString("next") == null ? null : "&cursor=" + page.getString("next");
        } while (next != null);
        assertThat(events).containsExactly("e4", "e3", "e2", "e1", "e0");
        list("source=later-queued").body("value.event", equalTo(List.of("e3", "e1")));
        list("event=e2").body("value.organization", equalTo(List.of(unit + "-2")));
        list("organization=" + unit + "-4&source=later").body("value", hasSize(1));
        list("application=another").body("value", empty());
        for (String wrong :
                List.of("limit=0", "limit=201", "limit=x", "cursor=x'y", "cursor=20270601", "organisation=a")) {
            given().get("/api/waiting?" + wrong).then().statusCode(400);
        }
        given().get("/api/waiting?organisation=a").then().body("detail", containsString("did you mean organization"));
    }

    @Test
    void aDryRunKeepsNothing() {
        given().contentType("application/json")
                .body(word("update", "New", "e1", day))
                .post("/api/events/later?dryRun=true")
                .then()
                .statusCode(200)
                .body("outcomes[0].outcome", equalTo("planned"))
                .body("outcomes[0].detail", containsString("it takes effect at " + day));

        assertThat(waiting("")).isEmpty();
    }

    @Test
    void whatCannotBeKeptIsNotPromised() {
        AzuriteProfile.Resource.tables().fault(Fault.RESET);
        send("later", word("update", "New", "e1", day))
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("outcomes[0].outcome", equalTo("deferred"));
        AzuriteProfile.healthy();
        AzuriteProfile.Resource.queues().fault(Fault.RESET);
        send("later", word("update", "New", "e1", day)).statusCode(503);
        AzuriteProfile.healthy();

        assertThat(waiting("")).isEmpty();
        send("later", word("update", "New", "e1", day)).statusCode(202);
        assertThat(waiting("")).hasSize(1);
    }

    @Test
    void aDeliveryThatIsReadAgainAfterItsDayIsAppliedAtOnce() {
        send("later", word("update", "New", "e1", day)).statusCode(202);
        String delivery = JournalOf.idOf("organization=" + unit + "&source=later");
        given().delete("/api/waiting/" + waiting("").get(0)).then().statusCode(204);
        clock.moveTo(day.plusSeconds(20));

        given().post("/api/deliveries/" + delivery + "/replay")
                .then()
                .statusCode(200)
                .body("outcomes[0].outcome", equalTo("applied"));
        assertThat(SandboxControl.organization(unit)).contains("New under null");
    }

    @Test
    void whatWaitsForAnOrganizationThatNeverComesDoesNotHoldUpItsDeliveryForEver() {
        String batch = "[" + object("create", unit + "-b", "B", "e1", null) + ",{\"op\":\"create\",\"id\":\"" + unit
                + "-c\",\"name\":\"C\",\"parent\":\"" + unit + "-nobody\",\"event\":\"e2\"}]";
        Instant first = Instant.now();
        for (int hours = 0; hours <= 60; hours += 20) {
            clock.moveTo(first.plus(Duration.ofHours(hours)));
            send("later", batch).statusCode(503).body("outcomes[1].outcome", equalTo("deferred"));
        }
        clock.moveTo(first.plus(Duration.ofHours(80)));

        send("later", batch)
                .statusCode(200)
                .body("outcomes.outcome", equalTo(List.of("duplicate", "refused")))
                .body("outcomes[1].detail", containsString("it waited for 72 h in vain"))
                .body("outcomes[1].deadLetter", notNullValue());
    }

    private void onItsDay() {
        List<String> keys =
                waiting("").stream().map(EffectiveDatesTest::key).distinct().toList();
        clock.moveTo(day.plusSeconds(20));
        keys.forEach(this::applied);
    }

    /** The timer may have been first. */
    private void applied(String key) {
        wake(key);
        await().until(() -> waiting("").stream().noneMatch(id -> key(id).equals(key)));
    }

    private static ValidatableResponse send(String source, String body) {
        return given().contentType("application/json")
                .body(body)
                .post("/api/events/" + source)
                .then();
    }

    private String word(String operation, String name, String event, Instant at) {
        return "[" + object(operation, unit, name, event, at) + "]";
    }

    private static String object(String operation, String id, String name, String event, Instant at) {
        return "{\"op\":\"" + operation + "\",\"id\":\"" + id + "\",\"event\":\"" + event + "\""
                + (name == null ? "" : ",\"name\":\"" + name + "\"") + (at == null ? "" : ",\"at\":\"" + at + "\"")
                + "}";
    }

    private static ValidatableResponse list(String query) {
        return given().get("/api/waiting" + (query.isEmpty() ? "" : "?" + query))
                .then()
                .statusCode(200);
    }

    private static List<String> waiting(String query) {
        return list(query).extract().jsonPath().getList("value.id");
    }

    /** As the queue's host does. */
    private ValidatableResponse wake(String key) {
        return given().contentType("application/json")
                .body("{\"Data\":{\"message\":" + ChangeMessage.writeWake(key) + "},\"Metadata\":{}}")
                .post("/apply")
                .then()
                .statusCode(200);
    }

    private static String key(String id) {
        return id.substring(0, id.lastIndexOf('-'));
    }

    private static int patches() {
        return SandboxControl.requests().getOrDefault("update", 0);
    }
}
