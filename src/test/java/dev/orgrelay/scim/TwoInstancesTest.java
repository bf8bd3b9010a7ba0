package dev.orgrelay.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.central.Applications;
import dev.orgrelay.http.SandboxControl;
import dev.orgrelay.intake.Intake;
import dev.orgrelay.relay.Records;
import dev.orgrelay.source.Sources;
import dev.orgrelay.storage.AzuriteProfile;
import dev.orgrelay.storage.OnAzurite;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two instances that share nothing but a table. */
@OnAzurite
@QuarkusTest
@TestProfile(AzuriteProfile.class)
class TwoInstancesTest {

    private static int names;

    @Inject
    Records records;

    @Inject
    Applications applications;

    @Inject
    Intake intake;

    @Inject
    Sources sources;

    private TestInstance one;
    private TestInstance other;

    @BeforeEach
    void start() {
        SandboxControl.reset();
        one = instance();
        other = instance();
    }

    private TestInstance instance() {
        return TestInstance.of(
                records, applications, intake, sources.named("groups").orElseThrow(), sources);
    }

    @Test
    void whatOneHasDoneTheOtherSeesAtOnce() {
        String name = name("Seen");
        assertThat(other.ids(name)).isEmpty();
        String id = one.created(name);
        assertThat(other.ids(name)).containsExactly(id);
        other.patch(id, "{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"Other " + name + "\"}");
        assertThat(one.ids(name)).isEmpty();
        assertThat(one.ids("Other " + name)).containsExactly(id);
        one.patch(id, "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"u1\"}]}");
        other.patch(id, "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"u2\"}]}");
        assertThat(one.send("GET", "Groups/" + id, "").body().orElseThrow().path("members"))
                .hasSize(2);
        one.send("DELETE", "Groups/" + id, "");
        assertThatThrownBy(() -> other.send("GET", "Groups/" + id, ""))
                .isInstanceOfSatisfying(ScimException.class, missing -> assertThat(missing.status())
                        .isEqualTo(404));
        assertThat(other.ids("Other " + name)).isEmpty();
    }

    @Test
    void ofTwoThatGiveTheSameNameOneIsFirst() {
        String name = name("Raced");
        List<Uni<Integer>> both = new ArrayList<>();
        for (TestInstance server : List.of(one, other)) {
            both.add(server.answer("POST", "Groups", "{\"displayName\":\"" + name + "\"}")
                    .map(ScimAnswer::status)
                    .onFailure(ScimException.class)
                    .recoverWithItem(failure -> failure.status()));
        }
        List<Integer> statuses = Uni.join().all(both).andFailFast().await().atMost(Duration.ofSeconds(30));
        assertThat(statuses).contains(201).containsAnyOf(409, 503); // it is under way, or done
        assertThat(one.ids(name)).hasSize(1).isEqualTo(other.ids(name));
    }

    @Test
    void ofTwoThatAreRenamedToTheSameNameOneIsFirst() {
        String name = name("Wanted");
        List<Uni<Integer>> both = new ArrayList<>();
        for (TestInstance server : List.of(one, other)) {
            String id = server.created(name("Renamed"));
            both.add(server.answer(
                            "PATCH",
                            "Groups/" + id,
                            TestInstance.operations(
                                    "{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"" + name + "\"}"))
                    .map(ScimAnswer::status)
                    .onFailure(ScimException.class)
                    .recoverWithItem(failure -> failure.status()));
        }
        SandboxControl.faults("[{\"match\":\"PATCH\",\"delayMs\":300,\"times\":2}]");
        List<Integer> statuses = Uni.join().all(both).andFailFast().await().atMost(Duration.ofSeconds(30));
        SandboxControl.noFaults();
        assertThat(statuses).contains(204).containsAnyOf(409, 503);
        assertThat(one.ids(name)).hasSize(1).isEqualTo(other.ids(name));
    }

    @Test
    void noMemberThatIsAddedAtTheSameTimeIsLost() {
        String id = one.created(name("Crowded"));
        List<Uni<ScimAnswer>> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            TestInstance server = i % 2 == 0 ? one : other;
            all.add(server.answer(
                    "PATCH",
                    "Groups/" + id,
                    TestInstance.operations(
                            "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"m" + i + "\"}]}")));
        }
        Uni.join().all(all).andFailFast().await().atMost(Duration.ofSeconds(30));
        assertThat(one.send("GET", "Groups/" + id, "").body().orElseThrow().path("members"))
                .hasSize(6);
    }

    @Test
    void tenThousandMembersAreKeptInRowsOfTheirOwn() {
        String members = IntStream.range(0, 10_000)
                .mapToObj(i -> "{\"value\":\"8aa1a0c0-c4c3-4bc0-b4a5-" + String.format("%012d", i) + "\"}")
                .collect(Collectors.joining(","));
        String id = TestInstance.id(one.send(
                "POST", "Groups", "{\"displayName\":\"" + name("Large") + "\",\"members\":[" + members + "]}"));
        other.patch(
                id, "{\"op\":\"remove\",\"path\":\"members[value eq \\\"8aa1a0c0-c4c3-4bc0-b4a5-000000005000\\\"]\"}");
        assertThat(one.send("GET", "Groups/" + id, "").body().orElseThrow().path("members"))
                .hasSize(9_999);
        assertThatThrownBy(() -> one.patch(
                        id, "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"a\"},{\"value\":\"b\"}]}"))
                .isInstanceOfSatisfying(ScimException.class, mistake -> assertThat(mistake.type())
                        .contains(ScimType.TOO_MANY));
        other.send("DELETE", "Groups/" + id, "");
        assertThat(records.list("scim-members", Optional.empty())
                        .await()
                        .atMost(Duration.ofSeconds(10))
                        .rows())
                .noneMatch(row -> row.key().contains(id));
    }

    @Test
    void aRowOfAnotherVersionKeepsNoOtherBack() {
        ObjectNode value = JsonNodeFactory.instance
                .objectNode()
                .put("displayName", "Other")
                .put("applied", "2026-11-23T10:00:00Z");
        for (String key : List.of("groups/NO-ID", "groups/no-place")) {
            ObjectNode row = key.endsWith("place") ? value.deepCopy().put("place", "NO-ID") : value;
            records.put("scim-groups", key, row, Optional.empty()).await().atMost(Duration.ofSeconds(10));
        }

        String name = name("Readable");
        String id = one.created(name);
        assertThat(other.ids(name)).containsExactly(id);
    }

    private static String name(String readable) {
        return readable + " " + System.nanoTime() + " " + ++names;
    }
}
