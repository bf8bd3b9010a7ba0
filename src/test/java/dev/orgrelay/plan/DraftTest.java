package dev.orgrelay.plan;

import static dev.orgrelay.plan.Hierarchies.hierarchy;
import static dev.orgrelay.plan.Hierarchies.id;
import static dev.orgrelay.plan.Hierarchies.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.plan.Draft.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DraftTest {

    private static final Limits LIMITS = new Limits(200, 5);

    @Test
    void eightMistakesGetEightMessages() {
        Draft draft = check(List.of(
                row("line 2", "us", "United States", null),
                row("line 3", "Seattle!", "Seattle", "us"),
                row("line 4", "us", "USA", null),
                row("line 5", null, "Redmond", "us"),
                row("line 6", "spokane", " ", "us"),
                row("line 7", "tacoma", null, "us"),
                row("line 8", "olympia", "Olympia", "washington"),
                row("line 9", "yakima", "Yakima", "yakima"),
                row("line 10", "aa", "A", "bb"),
                row("line 11", "bb", "B", "aa")));

        assertThat(draft.mistakes())
                .containsExactly(
                        "line 3: id 'Seattle!' is not allowed: 2 to 48 of a-z, 0-9 and -, no - at the beginning or the end",
                        "line 4: id 'us' is used by line 2 already",
                        "line 5: id is missing",
                        "line 6: 'spokane': displayName is blank",
                        "line 7: 'tacoma': displayName is missing",
                        "line 8: 'olympia': parent 'washington' is not in the hierarchy",
                        "line 9: 'yakima' is its own parent",
                        "line 10, line 11: a circle: 'aa' below 'bb' below 'aa'");
        assertThat(draft.isSound()).isFalse();
    }

    @Test
    void aSoundDraftIsAHierarchy() {
        Hierarchy desired = hierarchy("bb<aa=B", "aa=A");

        Draft draft = check(Hierarchies.rows(desired));

        assertThat(draft.mistakes()).isEmpty();
        assertThat(draft.hierarchy().organizations()).containsExactlyElementsOf(desired.organizations());
    }

    @Test
    void anEmptyHierarchyIsAMistake() {
        assertThat(check(List.of()).mistakes()).containsExactly("the hierarchy is empty");
    }

    @Test
    void aCircleIsToldOnceHoweverManyLeadIntoIt() {
        Draft draft = check(Hierarchies.rows(hierarchy("xx<yy", "yy<aa", "aa<bb", "bb<cc", "cc<aa", "zz<cc")));

        assertThat(draft.mistakes()).containsExactly("aa, bb, cc: a circle: 'aa' below 'bb' below 'cc' below 'aa'");
    }

    @Test
    void aHugeCircleIsToldInShort() {
        List<Row> rows = IntStream.range(0, 10_000)
                .mapToObj(i -> row("line " + (i + 2), "unit-" + i, "Unit", "unit-" + (i + 1) % 10_000))
                .toList();

        assertThat(check(rows).mistakes())
                .first()
                .asString()
                .startsWith("line 2: a circle of 10000 organizations: 'unit-0' below 'unit-1' below ")
                .hasSizeLessThanOrEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sales\nEurope", "Sales\tEurope", "Sales\u0085Europe", "Sales\u0000Europe"})
    void aControlCharacterInANameIsAMistake(String name) {
        assertThat(check(List.of(row("line 2", "us", name, null))).mistakes())
                .singleElement()
                .asString()
                .startsWith("line 2: 'us': displayName holds the control character \\u00");
    }

    @Test
    void theFirstLevelThatIsTooDeepIsToldAndNotWhatIsBelowIt() {
        Draft draft = Draft.of(
                Hierarchies.rows(hierarchy("cc<bb", "bb<aa", "aa", "dd<cc", "ee<bb")),
                new Limits(200, 2),
                Optional.empty());

        assertThat(draft.mistakes())
                .containsExactly(
                        "cc: 'cc' is on level 3: the application can have 2",
                        "ee: 'ee' is on level 3: the application can have 2");
    }

    @Test
    void moreThanTheApplicationCanHoldIsAMistake() {
        Draft draft = Draft.of(Hierarchies.rows(hierarchy("aa", "bb", "cc")), new Limits(2, 5), Optional.empty());

        assertThat(draft.mistakes()).containsExactly("3 organizations: the application can hold 2");
    }

    @Test
    void theRootOfAScopeMustBeThereAndItsParentNeedNot() {
        List<Row> rows = Hierarchies.rows(hierarchy("emea<world", "de<emea"));

        assertThat(Draft.of(rows, LIMITS, Optional.of(id("emea"))).mistakes()).isEmpty();
        assertThat(Draft.of(rows, LIMITS, Optional.of(id("apac"))).mistakes())
                .containsExactly(
                        "emea: 'emea': parent 'world' is not in the hierarchy",
                        "'apac', the root of the scope, is not in the hierarchy");
    }

    @Test
    void aBrokenRowIsStillAParent() {
        Draft draft = check(List.of(row("line 1", "Bad Id", "B", null), row("line 2", "aa", "A", "Bad Id")));

        assertThat(draft.mistakes()).hasSize(1).first().asString().startsWith("line 1: id 'Bad Id' is not allowed");
    }

    @Test
    void noMoreThanAHundredMistakesAreTold() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            rows.add(row("line " + i, "o-" + i, null, null));
        }

        assertThat(check(rows).mistakes()).hasSize(101).last().isEqualTo("and 50 more mistakes");
    }

    @Test
    void tenThousandRowsBelowEachOtherAreNoTrouble() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            rows.add(row("line " + i, "o-" + i, "O", i == 0 ? "o-9999" : "o-" + (i - 1)));
        }

        Draft draft = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> check(rows));

        assertThat(draft.mistakes()).hasSize(2);
    }

    private static Draft check(List<Row> rows) {
        return Draft.of(rows, LIMITS, Optional.empty());
    }
}
