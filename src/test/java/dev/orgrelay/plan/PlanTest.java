package dev.orgrelay.plan;

import static dev.orgrelay.plan.Hierarchies.hierarchy;
import static dev.orgrelay.plan.Hierarchies.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.organization.Organization;
import dev.orgrelay.plan.Plan.Held;
import dev.orgrelay.plan.Plan.Impossible;
import dev.orgrelay.plan.Plan.Scheduled;
import dev.orgrelay.plan.Rules.DeleteGuard;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static final Limits LIMITS = new Limits(200, 5);
    private static final DeleteGuard OPEN = new DeleteGuard(1000, 100);

    @Test
    void itReadsLikeALetterToAnOperator() {
        Plan plan = sync(
                hierarchy(
                        "washington=Washington", "redmond<washington=A", "spokane<washington=Spokane", "oregon=Oregon"),
                hierarchy(
                        "washington=Washington",
                        "seattle<washington=Seattle",
                        "ballard<seattle=Ballard",
                        "redmond=B",
                        "oregon<washington=Oregon"));

        assertThat(plan).hasToString("""
                2 to create, 2 to update, 1 to delete

                ~ redmond name "A" → "B", parent washington "Washington" → (top level)
                  washington "Washington"
                  ~ oregon "Oregon" parent (top level) → washington "Washington"
                  + seattle "Seattle"
                    + ballard "Ballard"
                  - spokane "Spokane"

                2 to create, 2 to update, 1 to delete
                """);
        assertThat(lines(plan))
                .containsExactly(
                        "~ redmond name \"A\" → \"B\", parent washington → (top level)",
                        "+ seattle \"Seattle\" under washington",
                        "~ oregon parent (top level) → washington",
                        "+ ballard \"Ballard\" under seattle",
                        "- spokane");
        assertThat(plan.changes()).isEqualTo(5);
    }

    @Test
    void whatIsTheSameNeedsNoStep() {
        Plan plan = sync(hierarchy("aa", "bb<aa"), hierarchy("bb<aa", "aa"));

        assertThat(plan.steps()).isEmpty();
        assertThat(plan).hasToString("0 to create, 0 to update, 0 to delete\n");
    }

    @Test
    void parentAndChildChangePlacesWithoutADetour() {
        Plan plan = sync(hierarchy("top", "aa<top", "bb<aa"), hierarchy("top", "bb<top", "aa<bb"));

        assertThat(lines(plan)).containsExactly("~ bb parent aa → top", "~ aa parent top → bb");
        assertThat(plan.steps().get(1).after()).containsExactly(0);
    }

    @Test
    void levelsOfNewOrganizationsWaitForTheirParentsOnly() {
        Plan plan = sync(hierarchy(), hierarchy("aa", "bb", "cc<aa", "dd<bb", "ee<dd"));

        assertThat(plan.steps())
                .extracting(Scheduled::after)
                .containsExactly(Set.of(), Set.of(), Set.of(0), Set.of(1), Set.of(3));
    }

    @Test
    void whatIsBelowADeletedOrganizationMovesAwayFirst() {
        Plan plan = sync(hierarchy("old", "aa<old", "bb<aa"), hierarchy("fresh", "aa<fresh", "bb<aa"));

        assertThat(lines(plan)).containsExactly("+ fresh \"fresh\"", "~ aa parent old → fresh", "- old");
        assertThat(plan.steps().get(2).after()).containsExactly(1);
    }

    @Test
    void anApplicationThatIsFullMakesRoomFirst() {
        Plan plan = Plan.of(
                "default",
                hierarchy("aa", "bb", "cc"),
                hierarchy("aa", "dd", "ee"),
                new Limits(3, 5),
                rules(Policy.SYNC, OPEN));

        assertThat(plan.steps()).hasSize(4);
        assertThat(plan.steps().subList(0, 2)).allMatch(step -> step.step() instanceof Step.Delete);
        assertThat(plan.steps().get(2).after())
                .hasSize(1)
                .doesNotContainAnyElementsOf(plan.steps().get(3).after());
    }

    @Test
    void whereTheLimitLeavesNoOrderOneOrganizationMakesADetour() {
        Plan plan = Plan.of(
                "default",
                hierarchy("old", "aa<old", "bb"),
                hierarchy("fresh", "aa<fresh", "bb"),
                new Limits(3, 5),
                rules(Policy.SYNC, OPEN));

        assertThat(plan).hasToString("""
                1 to create, 1 to update, 1 to delete, 1 temporary move

                + fresh "fresh"
                  ~ aa "aa" to the top level for the time being
                  ~ aa "aa" parent old "old" → fresh "fresh"
                - old "old"

                1 to create, 1 to update, 1 to delete, 1 temporary move
                """);
        assertThat(lines(plan))
                .containsExactly("~ aa to the top level", "- old", "+ fresh \"fresh\"", "~ aa parent old → fresh");
        assertThat(plan.changes()).isEqualTo(3);
    }

    @Test
    void whatReachesTooDeepOnTheWayIsTakenOutFirst() {
        Plan plan = sync(
                hierarchy("qq", "rr<qq", "xx", "aa<xx", "bb<aa", "zz<bb"),
                hierarchy("qq", "rr<qq", "xx<rr", "aa<xx", "bb<aa", "zz<xx"));

        assertThat(lines(plan)).containsExactly("~ zz parent bb → xx", "~ xx parent (top level) → rr");
        assertThat(plan.steps().get(1).after()).containsExactly(0);
    }

    @Test
    void thePolicyDecidesWhichStepsThereAre() {
        Hierarchy actual = hierarchy("aa=A", "bb");
        Hierarchy desired = hierarchy("aa=B", "cc");

        assertThat(lines(of(actual, desired, rules(Policy.CREATE_ONLY, OPEN)))).containsExactly("+ cc \"cc\"");
        assertThat(lines(of(actual, desired, rules(Policy.UPSERT_ONLY, OPEN))))
                .containsExactlyInAnyOrder("~ aa name \"A\" → \"B\"", "+ cc \"cc\"");
        assertThat(lines(of(actual, desired, rules(Policy.SYNC, OPEN))))
                .containsExactlyInAnyOrder("~ aa name \"A\" → \"B\"", "+ cc \"cc\"", "- bb");
    }

    @Test
    void whatIsNotOwnedIsNotDeletedAndKeepsWhatIsAboveIt() {
        Hierarchy actual = hierarchy("aa", "bb", "cc<bb", "dd", "ee");
        Rules owned = rules(Policy.SYNC_OWNED, OPEN).owning(Set.of(id("bb"), id("dd")));

        Plan plan = of(actual, hierarchy("aa=A"), owned);

        assertThat(lines(plan)).containsExactlyInAnyOrder("~ aa name \"aa\" → \"A\"", "- dd");
        assertThat(plan.impossible()).extracting(Impossible::reason).containsExactly("'cc' stays below it");
        assertThat(plan.foreign()).isEqualTo(2);
        assertThat(plan.toString())
                .contains("\n! bb \"bb\" delete is not possible: 'cc' stays below it\n")
                .contains("\n2 organizations more: not in the hierarchy, not Org Relay's own, and not deleted\n");
    }

    @Test
    void whatNobodySeesAtTheEndsOfANameIsNoDifference() {
        assertThat(sync(hierarchy("aa= A\u00A0"), hierarchy("aa=A")).steps()).isEmpty();
    }

    @Test
    void namesCannotPretendToBeMoreThanNames() {
        assertThat(sync(hierarchy(), hierarchy("aa=a\" under \\ b")).toString())
                .contains("\n+ aa \"a\\\" under \\\\ b\"\n");
        assertThat(sync(hierarchy("aa=x\n- us"), hierarchy("bb")).toString()).contains("\n- aa \"x\\u000A- us\"\n");
    }

    @Test
    void withinAScopeNothingElseIsTouched() {
        Hierarchy actual = hierarchy("emea=E", "de<emea", "old<emea", "us=U", "ny<us");
        Hierarchy desired = hierarchy("top", "emea<top=Europe", "de<emea=Germany", "fr<emea", "us=USA");

        assertThat(lines(of(actual, desired, scoped("emea"))))
                .containsExactlyInAnyOrder(
                        "~ emea name \"E\" → \"Europe\"",
                        "~ de name \"de\" → \"Germany\"",
                        "+ fr \"fr\" under emea",
                        "- old");
    }

    @Test
    void whatWouldCrossTheScopeStaysAndIsNotDeleted() {
        Hierarchy actual = hierarchy("emea", "de<emea", "us", "ny<us", "berlin<de");
        Hierarchy desired = hierarchy("emea", "ny<emea", "us", "de<us", "berlin<ny");

        Plan plan = of(actual, desired, scoped("emea"));

        assertThat(plan.steps()).isEmpty();
        assertThat(plan.impossible())
                .extracting(one -> one.step().organization() + ": " + one.reason())
                .containsExactlyInAnyOrder(
                        "ny: it is outside of the scope 'emea'",
                        "de: its new place is outside of the scope 'emea'",
                        "berlin: its parent 'ny' is outside of the scope 'emea'");
    }

    @Test
    void whatHasNoRoomIsSaidBeforehandAndTheRestIsDone() {
        Plan plan = Plan.of(
                "default",
                hierarchy("aa", "bb", "cc<bb"),
                hierarchy("aa", "dd", "ee<dd", "cc<ee"),
                new Limits(4, 5),
                rules(Policy.UPSERT_ONLY, OPEN));

        assertThat(lines(plan)).containsExactly("+ dd \"dd\"");
        assertThat(plan.impossible())
                .extracting(one -> one.step().organization() + ": " + one.reason())
                .containsExactly("ee: the application is full: it can hold 4", "cc: there is no 'ee' to be its parent");
    }

    @Test
    void whatStaysCanMakeAMoveTooDeep() {
        Plan plan = of(
                hierarchy("aa", "bb<aa", "xx=X", "keep<xx"),
                hierarchy("aa", "bb<aa", "xx<bb=Y"),
                new Limits(200, 3),
                rules(Policy.UPSERT_ONLY, OPEN));

        assertThat(lines(plan)).containsExactly("~ xx name \"X\" → \"Y\"");
        assertThat(plan.impossible())
                .extracting(Impossible::reason)
                .containsExactly("under 'bb' it is too deep: there can be 3 levels");
    }

    @Test
    void anApplicationThatAlreadyHoldsMoreThanItsLimitIsNoObstacle() {
        Plan plan = Plan.of(
                "default",
                hierarchy("aa", "bb<aa", "cc<bb"),
                hierarchy("aa", "bb<aa", "cc<bb=C"),
                new Limits(2, 2),
                rules(Policy.SYNC, OPEN));

        assertThat(plan.steps()).hasSize(1);
    }

    @Test
    void tooManyDeletesAreHeldAndTheRestIsDone() {
        Hierarchy actual = numbered(100);
        Hierarchy desired = hierarchy("o-10", "new<o-10");

        Plan plan = of(actual, desired, rules(Policy.SYNC, new DeleteGuard(10, 20)));

        assertThat(lines(plan)).containsExactly("+ new \"new\" under o-10");
        Held held = plan.held().orElseThrow();
        assertThat(held.deletes()).hasSize(99);
        assertThat(held.reason()).isEqualTo("more than 10 deletes");
        assertThat(plan.changes()).isEqualTo(100);
        assertThat(plan.toString())
                .contains("\n! o-11 \"o-11\" is not deleted: held\n")
                .endsWith("\n99 deletes are held: more than 10 deletes; to delete exactly these: release="
                        + held.digest() + "\n1 to create, 0 to update, 0 to delete\n");
    }

    @Test
    void oneDeleteThatIsHeldIsOne() {
        Plan plan = of(hierarchy("aa", "bb"), hierarchy("aa"), rules(Policy.SYNC, new DeleteGuard(0, 100)));
        assertThat(plan.toString()).contains("1 delete is held: more than 0 deletes");
    }

    @Test
    void theGuardAlsoCountsInPercentOfWhatIsWithinTheScope() {
        Hierarchy actual = hierarchy("emea", "de<emea", "fr<emea", "us", "ny<us", "la<us", "sf<us", "tx<us");

        Rules rules = new Rules(Policy.SYNC, Optional.of(id("emea")), new DeleteGuard(10, 30), Optional.empty());

        assertThat(of(actual, hierarchy("emea", "fr<emea"), rules)
                        .held()
                        .orElseThrow()
                        .reason())
                .isEqualTo("more than 30 % of the 3 organizations there are");
        assertThat(of(actual, hierarchy("emea", "fr<emea"), rules(Policy.SYNC, new DeleteGuard(10, 90)))
                        .held())
                .isEmpty();
    }

    @Test
    void aReleaseIsForExactlyTheDeletesThatWereHeld() {
        Hierarchy actual = numbered(100);
        DeleteGuard guard = new DeleteGuard(10, 20);
        Plan tripped = of(actual, hierarchy("o-10"), rules(Policy.SYNC, guard));
        String digest = tripped.digest().orElseThrow();
        Rules released = new Rules(Policy.SYNC, Optional.empty(), guard, Optional.of(digest));

        Plan same = of(actual, hierarchy("o-10=renamed"), released);
        Plan other = of(actual, hierarchy("o-10", "o-11"), released);

        assertThat(same.isReleasedBy(digest)).isTrue();
        assertThat(same.held()).isEmpty();
        assertThat(same.count("delete")).isEqualTo(99);
        assertThat(other.isReleasedBy(digest)).isFalse();
        assertThat(other.held()).isPresent();
    }

    @Test
    void theDigestDependsOnApplicationScopeAndDeletesAndNothingElse() {
        Hierarchy actual = hierarchy("emea", "de<emea", "fr<emea");
        String digest = digest("default", actual, hierarchy("emea", "fr<emea"), Optional.empty());

        assertThat(digest).matches("[0-9a-f]{16}");
        assertThat(digest(
                        "default",
                        hierarchy("fr<emea", "de<emea", "emea=E"),
                        hierarchy("emea", "fr"),
                        Optional.empty()))
                .isEqualTo(digest);
        assertThat(digest("other", actual, hierarchy("emea", "fr<emea"), Optional.empty()))
                .isNotEqualTo(digest);
        assertThat(digest("default", actual, hierarchy("emea", "de<emea"), Optional.empty()))
                .isNotEqualTo(digest);
        assertThat(digest("default", actual, hierarchy("emea", "fr<emea"), Optional.of("emea")))
                .isNotEqualTo(digest);
    }

    @Test
    void colourIsOnRequest() {
        Plan plan = sync(hierarchy("aa"), hierarchy("bb"));

        assertThat(plan.toString()).doesNotContain("\u001B");
        assertThat(new PlanText(PlanText.Colour.ANSI).of(plan, Optional.empty()))
                .contains("\u001B[32m+ bb \"bb\"\u001B[0m", "\u001B[31m- aa \"aa\"\u001B[0m");
    }

    @Test
    void twoHundredCreatesRunLevelByLevel() {
        List<String> organizations = new ArrayList<>();
        for (int i = 10; i < 210; i++) {
            organizations.add(i < 15 ? "o-" + i : "o-" + i + "<o-" + (10 + (i - 15) / 3));
        }
        Plan plan = sync(hierarchy(), hierarchy(organizations.toArray(String[]::new)));

        assertThat(plan.steps()).hasSize(200).allMatch(step -> step.after().size() <= 1);
    }

    private static String digest(String application, Hierarchy actual, Hierarchy desired, Optional<String> scope) {
        Rules rules = new Rules(Policy.SYNC, scope.map(Hierarchies::id), OPEN, Optional.empty());
        return Plan.of(application, actual, desired, LIMITS, rules).digest().orElseThrow();
    }

    private static Hierarchy numbered(int count) {
        List<String> organizations = new ArrayList<>();
        for (int i = 10; i < 10 + count; i++) {
            organizations.add("o-" + i);
        }
        return hierarchy(organizations.toArray(String[]::new));
    }

    private static Plan sync(Hierarchy actual, Hierarchy desired) {
        return of(actual, desired, rules(Policy.SYNC, OPEN));
    }

    private static Plan of(Hierarchy actual, Hierarchy desired, Rules rules) {
        return of(actual, desired, LIMITS, rules);
    }

    private static Plan of(Hierarchy actual, Hierarchy desired, Limits limits, Rules rules) {
        return Plan.of("default", actual, desired, limits, rules);
    }

    private static Rules scoped(String root) {
        return new Rules(Policy.SYNC, Optional.of(id(root)), OPEN, Optional.empty());
    }

    private static Rules rules(Policy policy, DeleteGuard guard) {
        return new Rules(policy, Optional.empty(), guard, Optional.empty());
    }

    private static List<String> lines(Plan plan) {
        return plan.steps().stream().map(scheduled -> line(scheduled.step())).toList();
    }

    /** A step in its place. */
    private static String line(Step step) {
        return step.match(
                create -> "+ " + create.organization() + " \""
                        + create.organizationAfter().displayName() + "\""
                        + create.organizationAfter()
                                .parent()
                                .map(parent -> " under " + parent)
                                .orElse(""),
                update -> Stream.of(
                                update.displayName()
                                        .map(name -> "name \""
                                                + update.organizationBefore().displayName() + "\" → \"" + name + "\""),
                                Optional.of("parent " + place(update.organizationBefore()) + " → "
                                                + place(update.organizationAfter()))
                                        .filter(move -> update.placement().isChange()))
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining(", ", "~ " + update.organization() + " ", "")),
                detour -> "~ " + detour.organization() + " to the top level",
                delete -> "- " + delete.organization());
    }

    private static String place(Organization organization) {
        return organization.parent().map(Object::toString).orElse("(top level)");
    }
}
