package dev.orgrelay.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.storage.OnAzurite;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The promise of {@code docs/order.md} where it is hardest to keep: two instances of the packaged application, and an application that refuses, is silent and late. */
@OnAzurite
@Tag("alone")
class OrderIT {

    private static final int HERE = 0;
    private static final int THERE = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String LATE = "'delayMs':" + Landscape.LATE.toMillis();
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private static Landscape landscape;
    private static Target target;

    private final Instant start = Instant.now().minusSeconds(60);
    private final String organization = "order-" + NUMBERS.get();

    @BeforeAll
    static void build() {
        landscape = new Landscape(2, Duration.ofHours(1));
        target = landscape.north();
    }

    @AfterAll
    static void tearDown() {
        if (landscape != null) {
            landscape.close();
        }
    }

    @BeforeEach
    void anOrganizationExists() {
        target.reset();
        send(HERE, step("created", "first", 0)).is(200, "applied", "");
    }

    @Test
    void whatWasBusyWithSomethingThatIsRefusedIsApplied() {
        Step newer = named("t5", 5);
        Step older = named("t3", 3);
        fails("'status':429,'retryAfter':1");
        CompletableFuture<Heard> underWay = CompletableFuture.supplyAsync(() -> send(THERE, newer));
        await().atMost(PATIENCE).until(() -> target.requests("update") > 0);

        send(HERE, older).is(503, "deferred", "another change of the same organization is under way");
        Instant overAt = Instant.now().plus(Landscape.LEASE);
        fails("'status':422");
        underWay.join().is(200, "refused", "422");
        target.fails();
        await().atMost(PATIENCE).until(() -> Instant.now().isAfter(overAt));

        send(HERE, older).is(200, "applied", "");
        send(THERE, older).is(200, "duplicate", "");
        assertThat(shown()).containsExactly("first", "t3");
        assertThat(target.state()).containsEntry(organization, "t3 under ");
    }

    @Test
    void whatWasSilentAndIsThenRefusedOvertakesNothing() {
        Step newer = named("t5", 5);
        Step older = named("t3", 3);
        fails("'action':'hang'");

        send(HERE, newer).is(503, "deferred", "");
        send(HERE, older).is(503, "deferred", nameOf(newer) + " got no answer from IoT Central");
        fails("'status':422");
        send(HERE, newer).is(200, "refused", "422");
        target.fails();

        sendUntilHeard(HERE, older, nameOf(newer)).is(200, "applied", "");
        send(THERE, older).is(200, "duplicate", "");
        assertThat(shown()).containsExactly("first", "t3");
        assertThat(target.state()).containsEntry(organization, "t3 under ");
    }

    @Test
    void whatTakesEffectLateIsFollowedByTheNewer() {
        Step older = named("old", 3);
        Step newer = named("new", 5);
        fails(LATE);

        send(HERE, older).is(503, "deferred", "");
        target.fails();
        int late = target.requests("update");
        send(THERE, newer).is(503, "deferred", nameOf(older) + " got no answer from IoT Central");

        sendUntilHeard(THERE, newer, nameOf(older)).is(200, "applied", "");
        send(HERE, older).is(200, "stale", nameOf(newer));
        assertThat(shown()).containsExactlyElementsOf(courseOf(late, "old", "new"));
        assertThat(target.state()).containsEntry(organization, "new under ");
    }

    @Test
    void whatTakesEffectLateThoughALaterTryWasAnsweredIsFollowedByTheNewer() {
        Step older = named("old", 3);
        Step newer = named("new", 5);
        fails(LATE + ",'times':1");

        send(HERE, older).is(200, "applied", "");
        assertThat(target.requests("update")).isEqualTo(2);
        send(THERE, newer).is(503, "deferred", nameOf(older) + " got no answer from IoT Central");

        sendUntilHeard(THERE, newer, nameOf(older)).is(200, "applied", "");
        send(HERE, older).is(200, "duplicate", "");
        assertThat(shown()).containsExactlyElementsOf(courseOf(2, "old", "new"));
        assertThat(target.state()).containsEntry(organization, "new under ");
    }

    private static void fails(String fault) {
        target.fails("{'match':'PATCH'," + fault + "}");
    }

    private Step named(String name, int second) {
        return step("updated", name, second);
    }

    private Step step(String verb, String name, int second) {
        return new Step(
                NUMBERS.incrementAndGet(),
                "hr",
                verb,
                organization,
                Optional.of(name),
                Optional.empty(),
                start.plusSeconds(second));
    }

    private static String nameOf(Step step) {
        return "event event-" + step.number() + " of hr";
    }

    private static Heard send(int instance, Step step) {
        Http.Answer answer = new Delivery(step.source(), List.of(step)).sendTo(landscape.url(instance), "");
        return new Heard(answer.status(), answer.json().path("outcomes").path(0));
    }

    /** Until it is something else than that it has to wait for {@code other}. */
    private static Heard sendUntilHeard(int instance, Step step, String other) {
        return await().atMost(PATIENCE)
                .until(
                        () -> send(instance, step),
                        heard -> heard.status() != 503
                                || !heard.outcome().path("detail").asText().startsWith(other));
    }

    /** The names that the organization had, one after the other. */
    private List<String> shown() {
        return target.journal().stream()
                .filter(entry -> entry.path("id").asText().equals(organization))
                .map(entry -> entry.path("displayName").asText())
                .toList();
    }

    private static List<String> courseOf(int times, String older, String newer) {
        List<String> names = new ArrayList<>(List.of("first"));
        names.addAll(Collections.nCopies(times, older));
        names.add(newer);
        return names;
    }

    /** What a sender heard of an event. */
    private record Heard(int status, JsonNode outcome) {

        void is(int expected, String word, String detail) {
            assertThat(outcome.path("outcome").asText()).as(toString()).isEqualTo(word);
            assertThat(outcome.path("detail").asText()).contains(detail);
            assertThat(status).isEqualTo(expected);
        }
    }
}
