package dev.orgrelay.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.central.Applications;
import dev.orgrelay.http.SandboxControl;
import dev.orgrelay.intake.Intake;
import dev.orgrelay.journal.Recording;
import dev.orgrelay.message.Delivery;
import dev.orgrelay.relay.Records;
import dev.orgrelay.source.Sources;
import dev.orgrelay.storage.AzuriteProfile;
import dev.orgrelay.storage.OnAzurite;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    private ScimServer one;
    private ScimServer other;

    @BeforeEach
    void start() {
        SandboxControl.reset();
        one = instance();
        other = instance();
    }

    private ScimServer instance() {
        Clock clock = Clock.systemUTC();
        GroupRows rows = new GroupRows(records, clock);
        MemberRows members = new MemberRows(records);
        GroupDirectory directory = new GroupDirectory(applications, rows, members, clock);
        GroupWriter writer = new GroupWriter(rows, members, intake, clock);
        GroupChanges changes = new GroupChanges(directory, rows, new NameClaims(records), writer, sources);
        return new ScimServer(directory, changes, new DiscoveryDocuments(), clock);
    }

    @Test
    void whatOneHasDoneTheOtherSeesAtOnce() {
        String name = name("Seen");
        assertThat(ids(other, name)).isEmpty();
        String id = id(create(one, name));
        assertThat(ids(other, name)).containsExactly(id);
        patch(other, id, "{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"Other " + name + "\"}");
        assertThat(ids(one, name)).isEmpty();
        assertThat(ids(one, "Other " + name)).containsExactly(id);
        patch(one, id, "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"u1\"}]}");
        patch(other, id, "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"u2\"}]}");
        assertThat(send(one, "GET", "Groups/" + id, "").body().orElseThrow().path("members"))
                .hasSize(2);
        send(one, "DELETE", "Groups/" + id, "");
        assertThatThrownBy(() -> send(other, "GET", "Groups/" + id, ""))
                .isInstanceOfSatisfying(ScimException.class, missing -> assertThat(missing.status())
                        .isEqualTo(404));
        assertThat(ids(other, "Other " + name)).isEmpty();
    }

    @Test
    void ofTwoThatGiveTheSameNameOneIsFirst() {
        String name = name("Raced");
        List<Uni<Integer>> both = new ArrayList<>();
        for (ScimServer server : List.of(one, other)) {
            both.add(server.answer(request("POST", "Groups", "{\"displayName\":\"" + name + "\"}"))
                    .map(ScimAnswer::status)
                    .onFailure(ScimException.class)
                    .recoverWithItem(failure -> failure.status()));
        }
        List<Integer> statuses = Uni.join().all(both).andFailFast().await().atMost(Duration.ofSeconds(30));
        assertThat(statuses).contains(201).containsAnyOf(409, 503); // it is under way, or done
        assertThat(ids(one, name)).hasSize(1).isEqualTo(ids(other, name));
    }

    @Test
    void ofTwoThatAreRenamedToTheSameNameOneIsFirst() {
        String name = name("Wanted");
        List<Uni<Integer>> both = new ArrayList<>();
        for (ScimServer server : List.of(one, other)) {
            String id = id(create(server, name("Renamed")));
            both.add(server.answer(request(
                            "PATCH",
                            "Groups/" + id,
                            patch("{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"" + name + "\"}")))
                    .map(ScimAnswer::status)
                    .onFailure(ScimException.class)
                    .recoverWithItem(failure -> failure.status()));
        }
        SandboxControl.faults("[{\"match\":\"PATCH\",\"delayMs\":300,\"times\":2}]");
        List<Integer> statuses = Uni.join().all(both).andFailFast().await().atMost(Duration.ofSeconds(30));
        SandboxControl.noFaults();
        assertThat(statuses).contains(204).containsAnyOf(409, 503);
        assertThat(ids(one, name)).hasSize(1).isEqualTo(ids(other, name));
    }

    @Test
    void noMemberThatIsAddedAtTheSameTimeIsLost() {
        String id = id(create(one, name("Crowded")));
        List<Uni<ScimAnswer>> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            ScimServer server = i % 2 == 0 ? one : other;
            all.add(server.answer(request(
                    "PATCH",
                    "Groups/" + id,
                    patch("{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"m" + i + "\"}]}"))));
        }
        Uni.join().all(all).andFailFast().await().atMost(Duration.ofSeconds(30));
        assertThat(send(one, "GET", "Groups/" + id, "").body().orElseThrow().path("members"))
                .hasSize(6);
    }

    @Test
    void tenThousandMembersAreKeptInRowsOfTheirOwn() {
        String members = IntStream.range(0, 10_000)
                .mapToObj(i -> "{\"value\":\"8aa1a0c0-c4c3-4bc0-b4a5-" + String.format("%012d", i) + "\"}")
                .collect(Collectors.joining(","));
        String id = id(send(
                one, "POST", "Groups", "{\"displayName\":\"" + name("Large") + "\",\"members\":[" + members + "]}"));
        patch(
                other,
                id,
                "{\"op\":\"remove\",\"path\":\"members[value eq \\\"8aa1a0c0-c4c3-4bc0-b4a5-000000005000\\\"]\"}");
        assertThat(send(one, "GET", "Groups/" + id, "").body().orElseThrow().path("members"))
                .hasSize(9_999);
        assertThatThrownBy(() -> patch(
                        one,
                        id,
                        "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"a\"},{\"value\":\"b\"}]}"))
                .isInstanceOfSatisfying(ScimException.class, mistake -> assertThat(mistake.type())
                        .contains(ScimType.TOO_MANY));
        send(other, "DELETE", "Groups/" + id, "");
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
        String id = id(create(one, name));
        assertThat(ids(other, name)).containsExactly(id);
    }

    private static String name(String readable) {
        return readable + " " + System.nanoTime() + " " + ++names;
    }

    private ScimAnswer create(ScimServer server, String name) {
        return send(server, "POST", "Groups", "{\"displayName\":\"" + name + "\"}");
    }

    private static String id(ScimAnswer answer) {
        return answer.body().orElseThrow().path("id").asText();
    }

    private void patch(ScimServer server, String id, String operation) {
        assertThat(send(server, "PATCH", "Groups/" + id, patch(operation)).status())
                .isEqualTo(204);
    }

    private static String patch(String operation) {
        return "{\"Operations\":[" + operation + "]}";
    }

    private List<String> ids(ScimServer server, String name) {
        ScimAnswer answer = server.answer(
                        request("GET", "Groups", "", Map.of("filter", "displayName eq \"" + name + "\"")))
                .await()
                .atMost(Duration.ofSeconds(30));
        return answer.body().orElseThrow().path("Resources").findValuesAsText("id");
    }

    private ScimAnswer send(ScimServer server, String method, String path, String body) {
        return server.answer(request(method, path, body)).await().atMost(Duration.ofSeconds(30));
    }

    private ScimRequest request(String method, String path, String body) {
        return request(method, path, body, Map.of());
    }

    private ScimRequest request(String method, String path, String body, Map<String, String> query) {
        Delivery delivery = new Delivery(
                method,
                "http://localhost/api/scim/groups/" + path,
                path,
                query,
                Map.of(),
                body.getBytes(StandardCharsets.UTF_8),
                Clock.systemUTC().instant());
        return new ScimRequest(sources.named("groups").orElseThrow(), delivery, delivery.url(), false, Recording.NONE);
    }
}
