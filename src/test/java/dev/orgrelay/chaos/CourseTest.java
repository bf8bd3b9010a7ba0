package dev.orgrelay.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is held against real processes sees a mistake where there is one, and none where there is none. */
class CourseTest {

    private static final Instant START = Instant.parse("2026-11-28T10:00:00Z");

    private final Step create = step(1, "created", "one", Step.TOP);
    private final Step rename = step(2, "updated", "two", null);
    private final Step move = step(3, "updated", null, "parent");
    private final Step delete = step(4, "deleted", null, null);

    @Test
    void whatEverybodyHeardLeavesOnePossibility() {
        Course course = course(
                List.of(certain(create), certain(rename), certain(move)),
                shown("one", ""),
                shown("two", ""),
                shown("two", "parent"));

        assertThat(course.stepsBack()).isEmpty();
        assertThat(course.possible()).containsExactly("two under parent");
    }

    @Test
    void whatWasRefusedCountsOnlyIfItShowed() {
        assertThat(course(List.of(certain(create), refused(rename)), shown("one", ""))
                        .possible())
                .containsExactly("one under ");
        assertThat(course(List.of(certain(create), refused(rename)), shown("one", ""), shown("two", ""))
                        .possible())
                .containsExactly("one under ", "two under ");
    }

    @Test
    void whatIsDeletedForCertainIsGone() {
        Course course = course(List.of(certain(create), certain(delete)), shown("one", ""), gone());

        assertThat(course.stepsBack()).isEmpty();
        assertThat(course.possible()).containsExactly("");
    }

    @Test
    void anOlderValueAfterANewerIsAStepBack() {
        List<Told> told = List.of(certain(create), certain(rename), certain(move), certain(delete));

        assertThat(course(told, shown("two", ""), shown("one", "")).stepsBack())
                .singleElement()
                .asString()
                .startsWith("its name is older");
        assertThat(course(told, shown("one", "parent"), shown("one", "")).stepsBack())
                .singleElement()
                .asString()
                .startsWith("its place is older");
        assertThat(course(told, gone(), shown("two", "")).stepsBack())
                .singleElement()
                .asString()
                .startsWith("its name is older");
    }

    @Test
    void whatNobodyToldOfIsAStepBack() {
        assertThat(course(List.of(certain(create)), shown("of nobody", "")).stepsBack())
                .hasSize(1);
        assertThat(course(List.of(certain(create)), shown("one", ""), gone()).stepsBack())
                .hasSize(1);
    }

    @Test
    void whatIsFarAheadCountsAsTheTimeInWhichItWasUnderWay() {
        Step tomorrow = step(24 * 3600, "updated", "ahead", null);
        Told ahead = Told.of(tomorrow, new Span(at(1), at(3)), Set.of(), true, false);
        Told later = certain(step(5, "updated", "later", null));

        assertThat(course(List.of(ahead, later)).possible()).containsExactly("later under ");
        assertThat(course(List.of(ahead, later), shown("later", ""), shown("ahead", ""))
                        .stepsBack())
                .hasSize(1);
        assertThat(course(List.of(ahead, certain(rename))).possible()).containsExactly("ahead under ", "two under ");
    }

    @Test
    void ofOneMomentTheLaterElementOfADeliveryCounts() {
        Step earlier = step(2, "updated", "earlier", null);
        Set<Delivery> together = Set.of(new Delivery("hr", List.of(earlier, rename)));
        Told first = Told.of(earlier, new Span(START, START), together, true, false);
        Told second = Told.of(rename, new Span(START, START), together, true, false);

        assertThat(course(List.of(first, second)).possible()).containsExactly("two under ");
        assertThat(course(List.of(first, certain(rename))).possible()).containsExactly("earlier under ", "two under ");
    }

    @Test
    void onlySomethingThatMayBeNewerMakesStale() {
        Told stale = Told.of(rename, new Span(START, START), Set.of(), true, true);

        assertThat(course(List.of(certain(create), stale, certain(move))).calledStaleInVain())
                .containsExactly(rename);
        assertThat(course(List.of(stale, certain(delete))).calledStaleInVain()).isEmpty();
        assertThat(course(List.of(stale, refused(step(5, "updated", "five", null))))
                        .calledStaleInVain())
                .containsExactly(rename);
    }

    private static Course course(List<Told> told, JsonNode... journal) {
        return new Course(told, List.of(journal));
    }

    private static Told certain(Step step) {
        return Told.of(step, new Span(START, START), Set.of(), true, false);
    }

    private static Told refused(Step step) {
        return Told.of(step, new Span(START, START), Set.of(), false, false);
    }

    /** @param name and {@code parent}: null if it says nothing about it */
    private static Step step(int second, String verb, String name, String parent) {
        return new Step(second, "hr", verb, "id", Optional.ofNullable(name), Optional.ofNullable(parent), at(second));
    }

    private static Instant at(int second) {
        return START.plus(Duration.ofSeconds(second));
    }

    private static JsonNode shown(String name, String parent) {
        String place = parent.isEmpty() ? "" : ",\"parent\":\"" + parent + "\"";
        return Http.json("{\"operation\":\"update\",\"id\":\"id\",\"displayName\":\"" + name + "\"" + place + "}");
    }

    private static JsonNode gone() {
        return Http.json("{\"operation\":\"delete\",\"id\":\"id\"}");
    }
}
