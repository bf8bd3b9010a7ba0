package dev.orgrelay.relay;

import static dev.orgrelay.relay.Changes.create;
import static dev.orgrelay.relay.Changes.delete;
import static dev.orgrelay.relay.Changes.move;
import static dev.orgrelay.relay.Changes.rename;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.ForeignFailures;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Cause;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class BatchTest {

    private static final Outcome APPLIED = new Outcome.Applied();
    private static final Outcome UNPLACED = new Outcome.Deferred(Cause.NO_PLACE, "no parent", Duration.ofSeconds(1));
    private static final Outcome DOWN = new Outcome.Deferred(Cause.UNAVAILABLE, "down", Duration.ofSeconds(1));

    private final List<String> tried = new ArrayList<>();

    @Test
    void outcomesAreInTheOrderOfTheChanges() {
        List<Outcome> outcomes = run(
                List.of(create("aa", "A", null, 1), delete("bb", 1)),
                change -> change instanceof Change.Delete ? new Outcome.Duplicate() : APPLIED);

        assertThat(outcomes).containsExactly(APPLIED, new Outcome.Duplicate());
    }

    @Test
    void whoeverCreatesAParentComesBeforeThoseWhoNeedIt() {
        List<Change> changes = List.of(
                create("cc", "C", "bb", 1),
                create("bb", "B", "aa", 1),
                create("aa", "A", null, 1),
                create("xx", "X", "missing", 1));

        List<Outcome> outcomes = run(changes, this::placedUnderWhatWasApplied);

        assertThat(outcomes).containsExactly(APPLIED, APPLIED, APPLIED, UNPLACED);
        assertThat(tried).containsExactly("applied aa", "applied bb", "applied cc", "xx");
    }

    @Test
    void changesOfOneOrganizationKeepTheirOrder() {
        run(
                List.of(
                        create("zz", "Z", "ss", 1),
                        delete("zz", 1),
                        rename("zz", "late", 1),
                        create("ss", "S", null, 1)),
                change -> APPLIED);

        assertThat(tried).containsExactly("applied ss", "applied zz", "applied zz", "applied zz");
    }

    @Test
    void aMistakeOfThisProgramIsToldInWordsAndHoldsUpNobodyElse() {
        List<Outcome> outcomes = run(
                List.of(create("aa", "A", null, 1), create("bb", "B", null, 1)),
                change -> change.organization().value().equals("aa")
                        ? Optional.<Outcome>empty().get()
                        : APPLIED);

        ForeignFailures.requireWords(outcomes.get(0).detail().orElseThrow());
        assertThat(outcomes.get(0).word()).isEqualTo("deferred");
        assertThat(outcomes.get(1)).isEqualTo(APPLIED);
    }

    @Test
    void aCircleOfParentsIsTriedAsItCame() {
        run(List.of(create("aa", "A", "bb", 1), create("bb", "B", "aa", 1)), change -> UNPLACED);

        assertThat(tried).containsExactlyInAnyOrder("aa", "bb");
    }

    @Test
    void aDeleteClearsTheWayForThatOfItsParentWhateverTheirOrder() {
        List<Change> changes = List.of(delete("aa", 1), delete("bb", 1), delete("cc", 1));

        List<Outcome> outcomes = run(changes, change -> {
            List<String> below = List.of("aa", "bb", "cc", "none");
            String child = below.get(below.indexOf(change.organization().value()) + 1);
            return child.equals("none") || tried.contains("applied " + child) ? APPLIED : UNPLACED;
        });

        assertThat(outcomes).containsOnly(APPLIED);
        assertThat(tried).containsExactly("aa", "bb", "applied cc", "applied bb", "applied aa");
    }

    @Test
    void whatALaterChangeOfItsOrganizationHasOvertakenIsStaleAndNotTriedAgain() {
        List<Outcome> outcomes = run(
                List.of(move("xx", "rr", 1), move("xx", "qq", 1), delete("yy", 1)),
                change -> change.placement()
                                .parent()
                                .map(OrganizationId::value)
                                .filter("rr"::equals)
                                .isPresent()
                        ? UNPLACED
                        : APPLIED);

        assertThat(outcomes)
                .containsExactly(
                        new Outcome.Stale("a later change of the same delivery was applied"), APPLIED, APPLIED);
        assertThat(tried).containsExactly("xx", "applied xx", "applied yy");
    }

    @Test
    void whatHappenedLaterIsNotOvertakenByWhatMerelyComesLater() {
        List<Outcome> outcomes = run(
                List.of(move("xx", "rr", 2), move("xx", "qq", 1)),
                change -> change.placement()
                                .parent()
                                .map(OrganizationId::value)
                                .filter("rr"::equals)
                                .isPresent()
                        ? UNPLACED
                        : APPLIED);

        assertThat(outcomes).containsExactly(UNPLACED, APPLIED);
    }

    private Outcome placedUnderWhatWasApplied(Change change) {
        return change.placement()
                        .parent()
                        .map(parent -> tried.contains("applied " + parent))
                        .orElse(true)
                ? APPLIED
                : UNPLACED;
    }

    @Test
    void anApplicationThatIsDownIsNotAskedAgain() {
        List<Outcome> outcomes = run(List.of(create("aa", "A", null, 1), create("bb", "B", null, 1)), change -> DOWN);

        assertThat(outcomes).containsExactly(DOWN, DOWN);
        assertThat(tried).containsExactly("aa");
    }

    @Test
    void anApplicationThatHangsHoldsUpNobodyElsesChanges() {
        List<Change> changes = List.of(
                of("slow", create("aa", "A", null, 1)),
                of("quick", create("bb", "B", null, 1)),
                of("slow", create("cc", "C", null, 1)),
                of("quick", create("dd", "D", null, 1)));
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        Batch batch = new Batch(changes, (change, earlier) -> {
            tried.add(change.organization().value());
            return change.application().equals("slow")
                    ? Uni.createFrom().completionStage(answer)
                    : Uni.createFrom().item(APPLIED);
        });

        CompletableFuture<List<Outcome>> outcomes = batch.run().subscribeAsCompletionStage();

        assertThat(outcomes).isNotDone();
        assertThat(tried).containsExactlyInAnyOrder("aa", "bb", "dd").containsSubsequence("bb", "dd");
        assertThat(batch.outcomesSoFar())
                .extracting(Outcome::word)
                .containsExactly("deferred", "applied", "deferred", "applied");

        answer.complete(APPLIED);
        assertThat(outcomes).isCompletedWithValue(List.of(APPLIED, APPLIED, APPLIED, APPLIED));
        assertThat(tried).containsSubsequence("aa", "cc");
    }

    @Test
    void anApplicationThatIsDownIsNoReasonToSkipAnother() {
        List<Outcome> outcomes = run(
                List.of(
                        of("slow", create("aa", "A", null, 1)),
                        of("quick", create("bb", "B", null, 1)),
                        of("slow", create("cc", "C", null, 1))),
                change -> change.application().equals("slow") ? DOWN : APPLIED);

        assertThat(outcomes).containsExactly(DOWN, APPLIED, DOWN);
        assertThat(tried).containsExactlyInAnyOrder("aa", "applied bb");
    }

    @Test
    void manyChangesDoNotExhaustTheStack() {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            changes.add(create("o-" + i, "O", null, 1));
        }

        assertThat(run(changes, change -> APPLIED)).hasSize(50_000).containsOnly(APPLIED);
    }

    private static Change of(String application, Change change) {
        return new Change.Create(
                application,
                change.organization(),
                change.displayName().orElseThrow(),
                change.placement().parent(),
                change.provenance());
    }

    private List<Outcome> run(List<Change> changes, Function<Change, Outcome> rule) {
        return new Batch(changes, (change, earlier) -> Uni.createFrom().item(() -> record(change, rule)))
                .run()
                .await()
                .indefinitely();
    }

    private Outcome record(Change change, Function<Change, Outcome> rule) {
        Outcome outcome = rule.apply(change);
        tried.add((outcome.equals(APPLIED) ? "applied " : "") + change.organization());
        return outcome;
    }
}
