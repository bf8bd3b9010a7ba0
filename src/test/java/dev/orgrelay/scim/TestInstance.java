package dev.orgrelay.scim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.central.Applications;
import dev.orgrelay.intake.Intake;
import dev.orgrelay.journal.Recording;
import dev.orgrelay.message.Delivery;
import dev.orgrelay.relay.Records;
import dev.orgrelay.source.Source;
import dev.orgrelay.source.Sources;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One of several instances in a process, which share nothing but records. */
record TestInstance(ScimServer server, Source source, Clock clock) {

    private static final Duration LONG = Duration.ofSeconds(30);

    static TestInstance of(Records records, Applications applications, Intake intake, Source source, Sources sources) {
        Clock clock = Clock.systemUTC();
        NameClaims claims = new NameClaims(records, clock);
        GroupRows rows = new GroupRows(records, claims, clock);
        MemberRows members = new MemberRows(records);
        GroupDirectory directory = new GroupDirectory(applications, rows, members, clock);
        GroupWriter writer = new GroupWriter(directory, rows, members, intake, clock);
        GroupNames names = new GroupNames(directory, rows, claims, sources);
        GroupChanges changes = new GroupChanges(directory, names, writer);
        return new TestInstance(
                new ScimServer(new GroupReads(directory), changes, new DiscoveryDocuments(), clock), source, clock);
    }

    Uni<ScimAnswer> answer(String method, String path, String body, Map<String, String> query) {
        Delivery delivery = new Delivery(
                method,
                "http://localhost/api/scim/groups/" + path,
                path,
                query,
                Map.of(),
                body.getBytes(StandardCharsets.UTF_8),
                clock.instant());
        return server.answer(new ScimRequest(source, delivery, delivery.url(), false, false, Recording.NONE));
    }

    Uni<ScimAnswer> answer(String method, String path, String body) {
        return answer(method, path, body, Map.of());
    }

    ScimAnswer send(String method, String path, String body) {
        return answer(method, path, body).await().atMost(LONG);
    }

    /** The id of a group that is made. */
    String created(String name) {
        return id(send("POST", "Groups", "{\"displayName\":\"" + name + "\"}"));
    }

    static String id(ScimAnswer answer) {
        return answer.body().orElseThrow().path("id").asText();
    }

    void patch(String id, String operation) {
        assertThat(send("PATCH", "Groups/" + id, operations(operation)).status())
                .isEqualTo(204);
    }

    static String operations(String operation) {
        return "{\"Operations\":[" + operation + "]}";
    }

    Uni<List<String>> find(String filter) {
        return answer("GET", "Groups", "", Map.of("filter", filter))
                .map(answer -> answer.body().orElseThrow().path("Resources").findValuesAsText("id"));
    }

    List<String> ids(String name) {
        return find("displayName eq \"" + name + "\"").await().atMost(LONG);
    }
}
