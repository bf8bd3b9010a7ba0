package dev.orgrelay.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.central.Applications;
import dev.orgrelay.http.SandboxControl;
import dev.orgrelay.http.SendersProfile;
import dev.orgrelay.intake.Intake;
import dev.orgrelay.relay.CountingRecords;
import dev.orgrelay.relay.CountingRecords.Fate;
import dev.orgrelay.relay.Records;
import dev.orgrelay.relay.StoreException;
import dev.orgrelay.source.Sources;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Records that fail once in the middle of a request, at each of its calls in turn, before it has had its effect or after. The client hears that it has to ask
 * again; once it has, all is as it would have been at once, in IoT Central and for whoever reads groups.
 */
@QuarkusTest
@TestProfile(SendersProfile.class)
class RecordsOutageTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int UNAVAILABLE = 503;
    private static final int MOST_TRIES = 4;
    private static final AtomicInteger RUNS = new AtomicInteger();

    @Inject
    Applications applications;

    @Inject
    Intake intake;

    @Inject
    Sources sources;

    /** One client with records of its own, in which there are the groups {@code parent}, {@code other} and, below the first, {@code team}. */
    private final class Course {

        private final String run = "run" + RUNS.incrementAndGet();
        private final CountingRecords records = new CountingRecords(Records.inMemory(), kind -> true);
        private final TestInstance instance = TestInstance.of(
                records, applications, intake, sources.named("by-members").orElseThrow(), sources);
        private final String team;
        private final String parent;
        private final String other;

        Course() {
            SandboxControl.reset();
            team = instance.created(named("team"));
            parent = TestInstance.id(instance.send("POST", "Groups", group("parent", team)));
            other = instance.created(named("other"));
        }

        private String named(String name) {
            return name + " " + run;
        }

        private String group(String name, String... members) {
            return "{\"displayName\":\"" + named(name) + "\",\"externalId\":\"x-" + name + "-" + run
                    + "\",\"members\":["
                    + String.join(
                            ",",
                            List.of(members).stream()
                                    .map(id -> "{\"value\":\"" + id + "\"}")
                                    .toList())
                    + "]}";
        }

        /** What a request, written with names in place of ids, comes to. */
        int send(String method, String path, String body) {
            return instance.answer(method, withIds(path), withIds(body))
                    .map(ScimAnswer::status)
                    .onFailure(StoreException.class)
                    .recoverWithItem(UNAVAILABLE)
                    .onFailure(ScimException.class)
                    .recoverWithItem(failure -> failure.status())
                    .await()
                    .atMost(LONG);
        }

        private String withIds(String text) {
            return text.replace("$team", team)
                    .replace("$parent", parent)
                    .replace("$other", other)
                    .replace("$run", run);
        }

        /** Whatever names and places there are, as if there were no other run. Who asks to make a group a second time may get another id for it. */
        Set<String> state() {
            Set<String> state = new TreeSet<>();
            JsonNode groups =
                    instance.send("GET", "Groups", "").body().orElseThrow().path("Resources");
            groups.forEach(group -> {
                String id = group.path("id").asText();
                String all = withoutIdAndTimes(group) + " is "
                        + SandboxControl.organization(id).orElse("missing");
                if (all.contains(run)) {
                    state.add(all.replaceAll(run + "(-[0-9a-f]{16})?", "RUN"));
                }
            });
            return state;
        }

        private JsonNode withoutIdAndTimes(JsonNode group) {
            return ((ObjectNode) group).without(List.of("meta", "id"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "POST   | Groups         | {\"displayName\":\"new $run\",\"externalId\":\"x-$run\",\"members\":[{\"value\":\"$team\"},{\"value\":\"u1\"}]}",
                "PATCH  | Groups/$team   | {\"Operations\":[{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"renamed $run\"}]}",
                "PATCH  | Groups/$team   | {\"Operations\":[{\"op\":\"replace\",\"path\":\"externalId\",\"value\":\"y\"}]}",
                "PATCH  | Groups/$other  | {\"Operations\":[{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"$team\"},{\"value\":\"u1\"}]}]}",
                "PATCH  | Groups/$parent | {\"Operations\":[{\"op\":\"remove\",\"path\":\"members\"}]}",
                "PUT    | Groups/$parent | {\"displayName\":\"put $run\",\"members\":[{\"value\":\"$other\"}]}",
                "DELETE | Groups/$other  | ``",
                "DELETE | Groups/$parent | ``",
                "DELETE | Groups/$team   | ``"
            })
    void whoeverAsksAgainEndsWhereHeWouldHaveEndedAtOnce(String method, String path, String body) {
        Course whole = new Course();
        int before = whole.records.calls().size();
        int expected = whole.send(method, path, body);
        int calls = whole.records.calls().size() - before;
        assertThat(expected).isBetween(200, 204);
        Set<String> state = whole.state();

        for (Fate fate : List.of(Fate.LOST, Fate.ANSWER_LOST)) {
            for (int lost = 0; lost < calls; lost++) {
                Course course = new Course();
                int failing = course.records.calls().size() + lost + 1;
                course.records.behave(call -> course.records.calls().size() == failing ? fate : Fate.ANSWERED);
                String where = fate + " at call " + (lost + 1) + " of " + calls;
                int status = course.send(method, path, body);
                for (int tries = 1; status == UNAVAILABLE && tries < MOST_TRIES; tries++) {
                    status = course.send(method, path, body);
                }
                assertThat(status).as(where).isIn(expected, isThere(method));
                assertThat(course.state()).as(where).isEqualTo(state);
            }
        }
    }

    /** What a client may hear instead when it was done at the first time. */
    private static int isThere(String method) {
        return switch (method) {
            case "POST" -> 409;
            case "DELETE" -> 404;
            default -> 200;
        };
    }
}
