package dev.orgrelay.notice;

import static dev.orgrelay.notice.Sighting.NEVER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** When something begins, when it is over, and what is told of it, whoever sees it. */
class CauseTest {

    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    private String key = NoticeKind.APPLICATION.key("default");
    private Cause cause = Cause.of(key, Optional.empty());
    private final List<JsonNode> sent = new ArrayList<>();

    @Test
    void anOutageIsToldWhenItBeginsAndWhenItIsOver() {
        assertThat(see("a", bad(0, 0), 1)).isTrue();
        see("a", bad(0, 30), 31);
        assertThat(see("a", bad(0, 31), 32)).isFalse();
        see("a", over(0, 60, 61), 62);
        assertThat(see("a", over(0, 60, 90), 91)).isFalse();

        assertThat(told()).containsExactly("application.bad 0", "application.well 61");
        assertThat(data(0).toString())
                .isEqualTo("{\"application\":\"default\",\"detail\":\"why\",\"since\":\"2026-11-23T10:00:00Z\"}");
        assertThat(data(1).path("state").asText()).isEqualTo("available");
        assertThat(data(1).path("since").asText()).isEqualTo("2026-11-23T10:00:00Z");
        assertThat(data(1).path("until").asText()).isEqualTo("2026-11-23T10:01:01Z");
        assertThat(data(1).path("detail").asText()).isEqualTo("after 61 s; it was: why");
        assertThat(sent.get(0).path("subject").asText()).isEqualTo("default");
        assertThat(sent.get(0).path("id")).isNotEqualTo(sent.get(1).path("id"));
    }

    @Test
    void whatBeganAndEndedBetweenTwoLooksIsToldTwice() {
        see("a", over(0, 1, 2), 3);

        assertThat(told()).containsExactly("application.bad 0", "application.well 2");
    }

    @Test
    void whatNobodyTakesIsNeverMoreThanARowHolds() {
        for (int i = 0; i < 20; i++) {
            ObjectNode data = data().put("todo", "x".repeat(12_000) + i);
            cause.tell("digest " + i, data, START);
        }

        assertThat(cause.row().toString().length()).isLessThan(30_000);
        assertThat(cause.pending().claim(START)).isPresent();
        assertThat(cause.row().path("notices")).hasSize(2);
        assertThat(cause.row().path("notices").path(1).path("data").path("todo").asText())
                .endsWith("19");
    }

    @Test
    void whatThreeInstancesSeeIsToldOnce() {
        see("a", bad(0, 0), 1);
        see("b", bad(1, 1), 2);
        see("c", bad(2, 50), 51);
        see("a", bad(0, 58), 59);
        see("b", bad(1, 59), 60);
        see("a", over(0, 58, 61), 62);
        see("b", over(1, 59, 62), 63);
        assertThat(told()).hasSize(1);
        see("a", well(64), 64);
        see("c", over(2, 58, 63), 65);

        assertThat(told()).containsExactly("application.bad 0", "application.well 63");
    }

    @Test
    void anInstanceThatFoundOutLateTellsNothingNew() {
        see("a", bad(0, 0), 1);
        see("a", over(0, 20, 30), 31);

        assertThat(see("b", bad(5, 28), 32)).isFalse();
        assertThat(see("b", bad(5, 28), 120)).isFalse();
        assertThat(told()).hasSize(2);
    }

    @Test
    void anInstanceThatIsCutOffAloneStaysBad() {
        see("a", bad(0, 0), 1);
        see("b", bad(0, 0), 1);
        see("b", over(0, 5, 6), 7);
        for (int second = 10; second < 100; second += 5) {
            see("a", bad(0, second), second + 1);
            see("b", well(second + 1), second + 1);
        }
        assertThat(told()).hasSize(1);
        see("a", over(0, 100, 101), 102);

        assertThat(told()).containsExactly("application.bad 0", "application.well 101");
    }

    @Test
    void whoIsBadLongAfterOthersAreWellIsToldAgain() {
        see("a", bad(0, 0), 1);
        see("a", over(0, 10, 20), 21);
        see("b", bad(5, 41), 42);

        assertThat(told()).containsExactly("application.bad 0", "application.well 20", "application.bad 5");
    }

    @Test
    void anInstanceThatIsGoneKeepsNothingBad() {
        see("a", bad(0, 3), 4);
        see("b", well(10), 10);
        assertThat(told()).hasSize(1);
        see("b", well(2), 60);
        assertThat(told()).as("it was well before").hasSize(1);
        see("b", well(59), 60);

        assertThat(told()).containsExactly("application.bad 0", "application.well 59");
    }

    @Test
    void whatBeginsAgainAndAgainIsToldLessAndLessOften() {
        for (int second = 0; second < 3_600; second += 10) {
            see("a", over(second, second + 1, second + 2), second + 3);
        }

        assertThat(told().stream().filter(line -> line.startsWith("application.bad")))
                .hasSizeBetween(8, 12);
        int before = told().size();
        see("a", over(9_000, 9_001, 9_002), 9_003);
        assertThat(told()).hasSize(before + 2);
    }

    @Test
    void whatIsHeldBackIsToldIfItStays() {
        for (int second = 0; second < 50; second += 10) {
            see("a", over(second, second + 1, second + 2), second + 3);
        }
        see("a", bad(50, 50), 51);
        assertThat(told()).hasSize(10);
        see("a", bad(50, 110), 111);

        assertThat(told()).hasSize(11).last().isEqualTo("application.bad 50");
    }

    @Test
    void aStormOfRefusalsIsTwoNoticesWithTheCountOfAllInstances() {
        of(NoticeKind.REFUSED, "hr");
        see("a", refused(0, 0, 1), 1);
        for (int second = 4; second < 100; second += 4) {
            see("a", refused(second, second, 10), second);
            see("b", refused(second, second, 5), second);
        }
        for (int second = 100; second < 300; second += 4) {
            see("a", quiet(96, second), second);
            see("b", quiet(96, second), second);
            see("c", new Sighting(NEVER, NEVER, at(second), 0), second);
        }

        assertThat(told()).containsExactly("changes.refused 0", "changes.refused 96");
        assertThat(data(0).path("count").asInt()).isEqualTo(1);
        assertThat(data(1).path("count").asInt()).isEqualTo(1 + 24 * 15);
        assertThat(data(1).path("since").asText()).isEqualTo("2026-11-23T10:00:00Z");
        assertThat(data(1).path("until").asText()).isEqualTo("2026-11-23T10:01:36Z");
    }

    @Test
    void oneRefusalIsOneNotice() {
        of(NoticeKind.REFUSED, "hr");
        see("a", refused(0, 0, 1), 1);
        see("a", quiet(0, 61), 61);
        see("a", quiet(0, 65), 65);
        assertThat(told()).hasSize(1);

        see("a", refused(70, 70, 1), 71);
        assertThat(told()).containsExactly("changes.refused 0", "changes.refused 70");
    }

    @Test
    void driftIsToldOnceUntilAPlanHasNothingToDo() {
        of(NoticeKind.DRIFT, "default");
        see("a", bad(0, 0), 1);
        see("b", bad(100, 100), 101);
        see("a", bad(0, 200), 201);
        assertThat(told()).hasSize(1);
        see("c", well(300), 301);
        assertThat(see("a", bad(0, 200), 302)).isFalse();
        assertThat(told()).hasSize(1);
        see("a", bad(0, 400), 401);

        assertThat(told()).hasSize(2);
    }

    @Test
    void aSilenceIsToldAndItsEnd() {
        of(NoticeKind.SILENT, "hr");
        assertThat(hear(-1, 0)).as("the first look counts as heard").isTrue();
        assertThat(hear(100, 101)).as("within a tenth of the hour").isFalse();
        assertThat(hear(1_000, 1_001)).isTrue();
        assertThat(hear(1_000, 1_000 + 3_600 + 360)).isFalse();
        assertThat(hear(1_000, 1_000 + 3_600 + 361)).isTrue();
        assertThat(hear(1_000, 9_000)).isFalse();
        assertThat(hear(9_100, 9_101)).isTrue();

        assertThat(told()).containsExactly("source.silent 1000", "source.heard 9100");
        assertThat(data(1).path("until").asText()).isEqualTo("2026-11-23T12:31:40Z");
        assertThat(data(1).path("state").asText()).isEqualTo("heard");
    }

    @Test
    void whatHasANameIsToldOnceWhoeverSeesIt() {
        of(NoticeKind.TOKEN, "default");
        assertThat(cause.tell("one", data(), START)).isTrue();
        assertThat(cause.tell("one", data(), START)).isFalse();
        assertThat(cause.tell("two", data(), START)).isTrue();
        assertThat(cause.tell("one", data(), START)).isFalse();

        assertThat(told()).containsExactly("token.ends 0", "token.ends 0");
    }

    @Test
    void aNoticeIsSentByOneAndAgainUntilItIsTaken() {
        see("a", bad(0, 0), 0);
        ObjectNode notice = cause.pending().claim(at(1)).orElseThrow();
        assertThat(cause.pending().claim(at(2))).as("somebody sends it").isEmpty();
        assertThat(cause.pending().claim(at(8))).as("he is gone").contains(notice);
        int tries = 2;
        Instant now = at(8);
        List<Long> waits = new ArrayList<>();
        for (; tries < 9; tries++) {
            assertThat(cause.pending().failed(notice, now)).isTrue();
            Instant failedAt = now;
            while (cause.pending().claim(now).isEmpty()) {
                now = now.plusSeconds(1);
            }
            waits.add(Duration.between(failedAt, now).toSeconds());
        }
        assertThat(waits).containsExactly(4L, 8L, 16L, 30L, 30L, 30L, 30L);
        assertThat(cause.pending().taken(notice)).isTrue();
        assertThat(cause.pending().taken(notice)).isFalse();
        assertThat(cause.pending().failed(notice, now)).isFalse();
        assertThat(cause.pending().claim(now)).isEmpty();
    }

    @Test
    void whatWaitsForAReceiverIsBounded() {
        for (int hour = 0; hour < 200; hour++) {
            int second = hour * 7_200;
            cause.note(over(second, second + 1, second + 2), data(), "a", at(second + 3));
        }

        assertThat(cause.row().toString().length()).isLessThan(30_000);
        assertThat(cause.row().path("notices")).hasSize(16);
        assertThat(cause.row().path("notices").get(15).path("type").asText()).endsWith(".well");
    }

    @Test
    void whatAnotherVersionHasWrittenStopsNothing() {
        ObjectNode odd = JsonNodeFactory.instance
                .objectNode()
                .put("since", "yesterday")
                .put("last", 7)
                .put("beginnings", "often")
                .put("next", "soon");
        for (NoticeKind kind : NoticeKind.values()) {
            Cause strange = Cause.of(kind.key("x"), Optional.of(odd));
            strange.note(bad(0, 0), data(), "a", at(1));
            strange.note(over(0, 1, 2), data(), "a", at(100));
            strange.hear(at(1), Duration.ofHours(1), data(), at(2));
            strange.tell("name", data(), at(3));
            assertThat(strange.row().path("notices").size()).isPositive();
        }
    }

    private void of(NoticeKind kind, String subject) {
        key = kind.key(subject);
        cause = Cause.of(key, Optional.empty());
    }

    private boolean see(String instance, Sighting sighting, int second) {
        return written(cause.note(sighting, data(), instance, at(second)));
    }

    private boolean hear(int heard, int second) {
        return written(cause.hear(heard < 0 ? NEVER : at(heard), Duration.ofHours(1), data(), at(second)));
    }

    /** What changed nothing is not written. */
    private boolean written(boolean isChanged) {
        if (isChanged) {
            cause = Cause.of(key, Optional.of(cause.row()));
        }
        return isChanged;
    }

    private List<String> told() {
        StreamSupport.stream(cause.row().path("notices").spliterator(), false)
                .filter(notice -> !sent.contains(notice))
                .forEach(sent::add);
        return sent.stream()
                .map(notice -> notice.path("type").asText().replace("dev.orgrelay.", "") + " "
                        + Duration.between(
                                        START, Instant.parse(notice.path("time").asText()))
                                .toSeconds())
                .toList();
    }

    private JsonNode data(int number) {
        return sent.get(number).path("data");
    }

    private static ObjectNode data() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("application", "default")
                .put("detail", "why");
    }

    private static Sighting bad(int since, int seen) {
        return new Sighting(at(since), at(seen), NEVER, 0);
    }

    private static Sighting over(int since, int seen, int over) {
        return new Sighting(at(since), at(seen), at(over), 0);
    }

    private static Sighting well(int second) {
        return new Sighting(NEVER, NEVER, at(second), 0);
    }

    private static Sighting refused(int first, int last, int count) {
        return new Sighting(at(first), at(last), NEVER, count);
    }

    private static Sighting quiet(int last, int second) {
        return new Sighting(NEVER, at(last), second >= last + 60 ? at(second) : NEVER, 0);
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }
}
