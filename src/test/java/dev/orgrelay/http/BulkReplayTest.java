package dev.orgrelay.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.http.BulkReplay.Item;
import dev.orgrelay.http.BulkReplay.Replayable;
import dev.orgrelay.http.BulkReplay.Selection;
import dev.orgrelay.intake.NotReplayableException;
import dev.orgrelay.intake.Report;
import dev.orgrelay.journal.Recording;
import dev.orgrelay.mapping.Mapped;
import dev.orgrelay.organization.Operation;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Cause;
import dev.orgrelay.organization.Provenance;
import dev.orgrelay.relay.TestClock;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BulkReplayTest {

    private static final Outcome APPLIED = new Outcome.Applied();
    private static final Outcome STALE = new Outcome.Stale("something newer was applied");
    private static final Outcome REFUSED = new Outcome.Refused("the name is missing");
    private static final Outcome DEFERRED = new Outcome.Deferred(Cause.UNAVAILABLE, "the circuit is open");

    private final TestClock clock = new TestClock(Instant.parse("2026-11-23T10:00:00Z"));

    @Test
    void eachCountsOnceByItsWorstOutcomeAndTheCountsAddUp() {
        List<List<Outcome>> all = List.of(
                List.of(APPLIED, STALE),
                List.of(new Outcome.Duplicate(), APPLIED),
                List.of(new Outcome.Ignored("nothing"), new Outcome.Queued("later")),
                List.of(REFUSED, DEFERRED, APPLIED),
                List.of(REFUSED, new Outcome.Duplicate()),
                List.of(),
                List.of(new Outcome.Queued("later"), APPLIED),
                List.of(APPLIED));

        List<JsonNode> lines = lines(items(8), id -> found(all.get(Integer.parseInt(id))));

        assertThat(lines).hasSize(9);
        assertThat(lines.get(3).toString()).startsWith("{\"id\":\"3\",\"outcomes\":[{\"outcome\":\"refused\"");
        assertThat(lines.get(8).toString())
                .isEqualTo("{\"summary\":{\"replayed\":8,\"applied\":1,\"duplicate\":1,\"stale\":1,\"refused\":1,"
                        + "\"deferred\":1,\"queued\":1,\"ignored\":2,\"planned\":0,\"failed\":0,\"remaining\":0,"
                        + "\"next\":null,\"stopped\":null}}");
    }

    @Test
    void itStopsAfterTenEqualFailuresInARowAndNotBefore() {
        for (Uni<Optional<Replayable>> same : List.of(
                found(List.of(DEFERRED)),
                found(List.of(REFUSED)),
                Uni.createFrom().item(Optional.<Replayable>of(recording -> {
                    throw new NotReplayableException("no");
                })))) {
            JsonNode summary =
                    summary(lines(items(25), id -> Integer.parseInt(id) == 9 ? found(List.of(APPLIED)) : same));

            assertThat(summary.path("replayed").asInt()).isEqualTo(20);
            assertThat(summary.path("stopped").asText()).isEqualTo("failures");
            assertThat(summary.path("next").asText()).isEqualTo("after 19");
            assertThat(summary.path("remaining").asInt()).isEqualTo(5);
        }
        JsonNode unequal =
                summary(lines(items(25), id -> found(List.of(new Outcome.Refused("'" + id + "' is no name")))));
        assertThat(unequal.path("refused").asInt()).isEqualTo(25);
        assertThat(unequal.path("stopped").isNull()).isTrue();
    }

    @Test
    void itStopsBeforeTheFunctionsHostCutsItOff() {
        JsonNode summary = summary(lines(items(25), id -> {
            clock.advance(Duration.ofSeconds(20));
            return found(List.of(APPLIED));
        }));

        assertThat(summary.path("applied").asInt()).isEqualTo(10);
        assertThat(summary.path("stopped").asText()).isEqualTo("time");
        assertThat(summary.path("next").asText()).isEqualTo("after 9");
        assertThat(summary.path("remaining").asInt()).isEqualTo(15);
    }

    @Test
    void whatIsGoneMeanwhileIsNobodysFailure() {
        JsonNode summary = summary(lines(
                new Selection(items(3).items(), 4),
                id -> id.equals("1") ? Uni.createFrom().item(Optional.empty()) : found(List.of(APPLIED))));

        assertThat(summary.path("replayed").asInt()).isEqualTo(2);
        assertThat(summary.path("remaining").asInt()).isEqualTo(4);
        assertThat(summary.path("stopped").asText()).isEqualTo("limit");
    }

    @Test
    void whatCannotBeFoundIsAFailureOfItsOwn() {
        List<JsonNode> lines = lines(items(1), id -> Uni.createFrom().failure(new IllegalStateException("broken")));

        assertThat(lines.get(0).at("/problem/status").asInt()).isEqualTo(503);
        assertThat(summary(lines).path("failed").asInt()).isEqualTo(1);
    }

    @Test
    void oneIsUnderWayAtATimeAndIsBroughtToItsEndWhenNobodyListens() {
        List<UniEmitter<? super Report>> underWay = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        Recording recording = new Recording() {
            @Override
            public void end(int status) {
                ends.add(status);
            }
        };
        BulkReplay bulk = new BulkReplay(
                items(3),
                id -> Uni.createFrom().item(Optional.of(any -> Uni.createFrom().emitter(underWay::add))),
                () -> recording,
                clock,
                clock.instant());
        AssertSubscriber<ObjectNode> client = bulk.lines().subscribe().withSubscriber(AssertSubscriber.create(10));
        assertThat(underWay).hasSize(1);
        underWay.get(0).complete(report(List.of(APPLIED)));
        assertThat(client.getItems()).hasSize(1);
        assertThat(underWay).hasSize(2);

        client.cancel();
        underWay.get(1).complete(report(List.of(APPLIED)));

        assertThat(ends).containsExactly(200, 200);
        assertThat(underWay).hasSize(2);
        assertThat(bulk.summary().path("applied").asInt()).isEqualTo(2);
    }

    private List<JsonNode> lines(Selection selection, Function<String, Uni<Optional<Replayable>>> find) {
        return new BulkReplay(selection, find, () -> Recording.NONE, clock, clock.instant())
                .lines().collect().asList().await().indefinitely().stream()
                        .<JsonNode>map(line -> line)
                        .toList();
    }

    private static JsonNode summary(List<JsonNode> lines) {
        return lines.get(lines.size() - 1).path("summary");
    }

    private static Selection items(int count) {
        return new Selection(
                IntStream.range(0, count)
                        .mapToObj(i -> new Item(Integer.toString(i), "after " + i))
                        .toList(),
                0);
    }

    private static Uni<Optional<Replayable>> found(List<Outcome> outcomes) {
        return Uni.createFrom().item(Optional.of(recording -> Uni.createFrom().item(report(outcomes))));
    }

    private static Report report(List<Outcome> outcomes) {
        Provenance provenance = new Provenance(
                "hr",
                Operation.CREATE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Instant.parse("2026-11-23T09:00:00Z"));
        return new Report(
                "hr",
                outcomes.stream()
                        .map(outcome -> new Report.Entry(new Mapped.NothingToDo(provenance, ""), outcome))
                        .toList());
    }
}
