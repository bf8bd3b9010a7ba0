package dev.orgrelay.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.orgrelay.message.Json;
import dev.orgrelay.relay.MemoryQueue;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a source may do, asks for, and finds: a dry run says what the real thing does, and changes nothing; and a change that goes by the queue comes to the
 * same calls and the same end.
 */
@QuarkusTest
@TestProfile(SendersProfile.class)
class DryRunTest {

    /** What is there. The ledger knows an organization if an event has made it here. */
    private enum Before {
        NOTHING,
        OTHERWISE_AND_UNKNOWN,
        AS_ASKED_FOR_AND_KNOWN,
        OTHERWISE_AND_KNOWN,
        GONE_AND_KNOWN,
        DELETED_BY_AN_EVENT
    }

    /** What the sender asks for: type of the event, and the fields. */
    private static final Map<String, String> EVENTS = new TreeMap<>(Map.of(
            "created", "\"displayName\":\"New\",\"parent\":\"west\"",
            "upserted", "\"displayName\":\"New\",\"parent\":\"west\"",
            "updated", "\"displayName\":\"New\",\"parent\":\"west\"",
            "updated name", "\"displayName\":\"New\"",
            "updated parent", "\"parent\":\"west\"",
            "deleted", ""));

    private static final String TOKEN = "SharedAccessSignature sr=a&sig=b&skn=c&se=4102444800000";
    private static final String ALL = "create,update,delete";
    private static int number;

    @Inject
    MemoryQueue queue;

    /** Each effect alone, and what people combine. */
    static Stream<String> settings() {
        return Stream.of("create", "rename", "move", "delete", "update", "create,update", "create,update,delete");
    }

    @ParameterizedTest
    @MethodSource("settings")
    void aDryRunSaysWhatTheRealThingDoesWhicheverWayItGoes(String setting) {
        SandboxControl.reset();
        at("west", "{\"displayName\":\"West\"}");
        for (Before before : Before.values()) {
            Map<String, String> planned = planned(setting, before);
            for (String event : EVENTS.keySet()) {
                String what = setting + " | " + event + " | " + before;
                String id = prepared(before);
                String queued = prepared(before);
                Map<String, Integer> start = SandboxControl.requests();
                JsonNode real = send(direct(setting), event, id, "");
                Map<String, Integer> between = SandboxControl.requests();
                String byQueue = byQueue(event, queued, setting);
                Map<String, Integer> end = SandboxControl.requests();

                String heard = asPlanned(outcome(real).replace(id, "ID"));
                assertThat(planned.get(event)).as(what).isEqualTo(heard).matches("(planned|refused .*)");
                assertThat(byQueue).as(what).startsWith(word(real));
                assertThat(difference(between, end)).as(what).isEqualTo(difference(start, between));
                assertThat(SandboxControl.organization(queued)).as(what).isEqualTo(SandboxControl.organization(id));
            }
        }
    }

    /** A dry run cannot know what only the answer shows: that there is nothing to move yet. */
    private static String asPlanned(String heard) {
        return heard.equals("applied") || heard.equals("deferred 'ID' does not exist") ? "planned" : heard;
    }

    /** What a dry run says to each event. */
    private static Map<String, String> planned(String setting, Before before) {
        String id = prepared(before);
        Map<String, Integer> start = SandboxControl.requests();
        Map<String, String> planned = new TreeMap<>();
        for (String event : EVENTS.keySet()) {
            planned.put(
                    event,
                    outcome(send(direct(setting), event, id, "?dryRun=true")).replace(id, "ID"));
        }
        assertThat(difference(start, SandboxControl.requests()))
                .as(setting + " | " + before)
                .matches("\\{(get=\\d)?}");
        return planned;
    }

    /** One change sees what those before it in the same delivery would have done. */
    @Test
    void changesOfOneDeliverySeeEachOther() {
        SandboxControl.reset();
        at("west", "{\"displayName\":\"West\"}");
        for (String types : List.of(
                "created,created",
                "created,updated name",
                "created,updated",
                "updated parent,created",
                "created,deleted,updated parent",
                "created,deleted,created",
                "updated,updated name")) {
            for (String setting : List.of("create", ALL)) {
                String id = "dr-" + number++;
                Map<String, Integer> start = SandboxControl.requests();
                List<String> planned = together(direct(setting), id, types, "?dryRun=true");
                assertThat(difference(start, SandboxControl.requests()))
                        .as(types)
                        .matches("\\{(get=1|list=1)?}");
                List<String> real = together(direct(setting), id, types, "");
                // a move that waits is taken along by its create
                assertThat(planned)
                        .as(types + " " + setting)
                        .isEqualTo(real.stream()
                                .map(word -> Set.of("applied", "duplicate", "deferred")
                                                .contains(word)
                                        ? "planned"
                                        : word)
                                .toList());
            }
        }
    }

    @Test
    void whatIsOverIsToldAsItIs() {
        SandboxControl.reset();
        String id = "dr-" + number++;
        String all = direct(ALL);
        String old = event("updated name", id, "old").replace("\"data\"", "\"time\":\"2020-01-01T00:00:00Z\",\"data\"");
        post(all, event("created", id, "new").replace(",\"parent\":\"west\"", ""), "");

        assertThat(word(post(all, event("created", id, "new"), "?dryRun=true"))).isEqualTo("duplicate");
        assertThat(word(post(all, old, "?dryRun=true"))).isEqualTo("stale");
        assertThat(word(post(all, old, ""))).isEqualTo("stale");
    }

    /** A setting can be mended and what it has refused replayed; the dry run of that tells whether it helps. */
    @Test
    void theDryRunOfAReplayIsAskedTheSame() {
        SandboxControl.reset();
        String id = prepared(Before.OTHERWISE_AND_UNKNOWN);
        JsonNode refused = send(direct("create"), "created", id, "");
        String replay =
                "/api/dead-letters/" + refused.at("/outcomes/0/deadLetter").asText() + "/replay";

        JsonNode dry = Json.read(given().post(replay + "?dryRun=true")
                .then()
                .statusCode(200)
                .extract()
                .asString());
        assertThat(dry.path("dryRun").booleanValue()).isTrue();
        assertThat(outcome(dry)).isEqualTo(outcome(refused)).startsWith("refused");
        given().delete("/sandbox/control");
        assertThat(word(Json.read(given().post(replay + "?dryRun=true").asString())))
                .isEqualTo("planned");
    }

    /** The id of an organization of which that is so. */
    private static String prepared(Before before) {
        String id = "dr-" + number++;
        prepare(before, id);
        return id;
    }

    private static void prepare(Before before, String id) {
        boolean isAsAskedFor = before.name().startsWith("AS_ASKED");
        String fields = isAsAskedFor ? EVENTS.get("created") : "\"displayName\":\"Old\"";
        switch (before) {
            case NOTHING -> {}
            case OTHERWISE_AND_UNKNOWN -> at(id, "{" + fields + "}");
            default -> {
                given().contentType("application/json")
                        .body("{" + fields + "}")
                        .put("/api/organizations/" + id)
                        .then()
                        .statusCode(200);
                if (before == Before.GONE_AND_KNOWN) {
                    atIotCentral().delete(path(id)).then().statusCode(204);
                }
                if (before == Before.DELETED_BY_AN_EVENT) {
                    given().delete("/api/organizations/" + id).then().statusCode(200);
                }
            }
        }
    }

    private static JsonNode send(String source, String event, String id, String query) {
        return post(source, event(event, id, id), query);
    }

    private static JsonNode post(String source, String event, String query) {
        return Json.read(given().contentType("application/cloudevents+json")
                .body(event)
                .post("/api/events/" + source + query)
                .asString());
    }

    private static List<String> together(String source, String id, String types, String query) {
        String[] each = types.split(",");
        String events = IntStream.range(0, each.length)
                .mapToObj(index -> event(each[index], id, id + index))
                .collect(Collectors.joining(",", "[", "]"));
        return given().contentType("application/cloudevents-batch+json")
                .body(events)
                .post("/api/events/" + source + query)
                .jsonPath()
                .getList("outcomes.outcome");
    }

    private String byQueue(String event, String id, String setting) {
        queue.taken();
        JsonNode accepted = send("queue-" + name(setting), event, id, "");
        if (!word(accepted).equals("queued")) {
            return word(accepted);
        }
        String message = queue.taken().get(0).message().toString();
        Response applied = given().contentType("application/json")
                .body("{\"Data\":{\"message\":" + new TextNode(message) + "},\"Metadata\":{}}")
                .post("/apply");
        return Json.read(applied.asString()).at("/Logs/0").asText().replace("queued", "deferred");
    }

    private static String event(String event, String id, String eventId) {
        String fields = EVENTS.get(event);
        return "{\"specversion\":\"1.0\",\"id\":\"" + eventId + "\",\"source\":\"/dry\",\"type\":\"organization."
                + event.split(" ")[0] + "\",\"data\":{\"id\":\"" + id + "\"" + (fields.isEmpty() ? "" : "," + fields)
                + "}}";
    }

    private static String word(JsonNode answer) {
        return answer.at("/outcomes/0/outcome").asText();
    }

    private static String outcome(JsonNode answer) {
        String word = word(answer);
        return word.equals("refused") || word.equals("deferred")
                ? word + " " + answer.at("/outcomes/0/detail").asText()
                : word;
    }

    private static String difference(Map<String, Integer> before, Map<String, Integer> after) {
        Map<String, Integer> counted = new TreeMap<>(after);
        counted.replaceAll((operation, count) -> count - before.get(operation));
        counted.values().removeIf(count -> count == 0);
        return counted.toString();
    }

    private static String direct(String setting) {
        return "direct-" + name(setting);
    }

    private static String name(String setting) {
        return setting.replace(',', '-');
    }

    private static void at(String id, String json) {
        atIotCentral()
                .contentType("application/json")
                .body(json)
                .put(path(id))
                .then()
                .statusCode(200);
    }

    private static String path(String id) {
        return "/sandbox/api/organizations/" + id + "?api-version=2022-07-31";
    }

    private static io.restassured.specification.RequestSpecification atIotCentral() {
        return given().header("Authorization", TOKEN);
    }

    /** Sources with each of the settings, for direct delivery and for the queue. */
    static Map<String, String> sources() {
        Map<String, String> keys = new HashMap<>();
        settings().forEach(setting -> Stream.of("direct", "queue").forEach(delivery -> {
            String key = "orgrelay.sources." + delivery + "-" + name(setting) + ".";
            keys.put(key + "authentication.scheme", "dangerous-none");
            keys.put(key + "operations", setting);
            keys.put(key + "delivery", delivery);
        }));
        return keys;
    }
}
