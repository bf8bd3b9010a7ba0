package dev.orgrelay.reconcile;

import static dev.orgrelay.plan.Hierarchies.hierarchy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Cause;
import dev.orgrelay.organization.Outcome.Deferred;
import dev.orgrelay.plan.Hierarchy;
import dev.orgrelay.plan.Limits;
import dev.orgrelay.plan.Plan;
import dev.orgrelay.plan.Policy;
import dev.orgrelay.plan.Rules;
import dev.orgrelay.plan.Rules.DeleteGuard;
import dev.orgrelay.plan.Step;
import dev.orgrelay.reconcile.Reconciliation.Finished;
import dev.orgrelay.relay.Changes;
import dev.orgrelay.relay.TestClock;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExecutionTest {

    private static final Outcome APPLIED = new Outcome.Applied();
    private static final Outcome DOWN = new Deferred(Cause.UNAVAILABLE, "down", Duration.ofSeconds(7));

    private final TestClock clock = new TestClock(Changes.HOUR);
    private final Map<String, UniEmitter<? super Outcome>> underWay = new LinkedHashMap<>();
    private final List<Finished> finished = new ArrayList<>();

    @Test
    void aStepBeginsWhenThoseThatItWaitsForHaveSucceeded() {
        run(creating("aa", "bb<aa", "cc<bb", "dd"), 10);

        assertThat(underWay).containsOnlyKeys("aa", "dd");
        end("aa", APPLIED);
        assertThat(underWay).containsOnlyKeys("dd", "bb");
        end("bb", new Outcome.Stale("newer"));
        end("dd", APPLIED);
        end("cc", APPLIED);
        assertThat(finished).extracting(Finished::done).containsExactly(1, 2, 3, 4);
    }

    @Test
    void noMoreThanAllowedAreUnderWayAndTheFirstOnesComeFirst() {
        run(creating("aa", "bb", "cc", "dd"), 2);

        assertThat(underWay).containsOnlyKeys("aa", "bb");
        end("bb", APPLIED);
        assertThat(underWay).containsOnlyKeys("aa", "cc");
    }

    @Test
    void aStepThatFailsStopsOnlyWhatWaitsForIt() {
        run(creating("aa", "bb<aa", "cc<bb", "dd", "ee<dd"), 10);

        end("aa", new Outcome.Refused("no such name", Optional.of("letter")));
        end("dd", APPLIED);
        end("ee", APPLIED);

        assertThat(outcomes())
                .containsExactly(
                        "aa refused: no such name",
                        "bb refused: not tried: it waits for the create of 'aa'",
                        "cc refused: not tried: it waits for the create of 'aa'",
                        "dd applied",
                        "ee applied");
        assertThat(finished).last().extracting(Finished::secondsLeft).isEqualTo(Optional.empty());
    }

    @Test
    void movesGoOneAtATimeAndTheRestWaitsUntilTheyHaveEnded() {
        run(plan(hierarchy("aa", "bb", "cc", "dd=old"), hierarchy("aa", "bb<aa", "cc<aa", "dd=new", "ee<aa")), 10);

        assertThat(underWay).containsOnlyKeys("dd");
        end("dd", APPLIED);
        assertThat(underWay).containsOnlyKeys("bb");
        end("bb", new Outcome.Refused("not this one"));
        assertThat(underWay).containsOnlyKeys("cc");
        end("cc", new Deferred(Cause.NO_PLACE, "busy", Duration.ofSeconds(5)));
        assertThat(underWay).containsOnlyKeys("ee");
        end("ee", APPLIED);
        assertThat(finished).hasSize(4);
    }

    @Test
    void whatIsNotTriedDoesNotLetOthersOvertakeWhatItWaitsFor() {
        run(plan(hierarchy("aa", "bb<aa", "cc", "dd"), hierarchy("bb", "aa<bb", "cc<aa", "dd<cc")), 10);

        end("bb", new Outcome.Refused("not this one"));
        assertThat(underWay).containsOnlyKeys("cc");
        assertThat(outcomes())
                .containsExactly("bb refused: not this one", "aa refused: not tried: it waits for the update of 'bb'");
        end("cc", APPLIED);
        end("dd", APPLIED);
        assertThat(finished).hasSize(4);
    }

    @Test
    void whatWaitsForADeferredStepIsDeferredAsLong() {
        run(creating("aa", "bb<aa"), 10);

        end("aa", new Deferred(Cause.NO_PLACE, "full", Duration.ofSeconds(5)));

        assertThat(finished)
                .extracting(one -> one.outcome().retryAfter())
                .containsOnly(Optional.of(Duration.ofSeconds(5)));
    }

    @Test
    void anApplicationThatIsDownIsNotAskedForTheRest() {
        run(creating("aa", "bb", "cc", "dd"), 2);

        end("aa", DOWN);
        end("bb", APPLIED);

        assertThat(underWay).isEmpty();
        assertThat(outcomes())
                .containsExactlyInAnyOrder("aa deferred: down", "bb applied", "cc deferred: down", "dd deferred: down");
    }

    @Test
    void anEmptyPlanIsOverAtOnce() {
        List<Finished> none = Execution.of(creating(), step -> Uni.createFrom().item(APPLIED), 2, clock)
                .collect()
                .asList()
                .await()
                .atMost(Duration.ofSeconds(5));

        assertThat(none).isEmpty();
    }

    @Test
    void manyStepsThatEndAtOnceDoNotExhaustTheStack() {
        String[] flat = IntStream.range(10, 5010).mapToObj(i -> "o-" + i).toArray(String[]::new);

        List<Finished> all = Execution.of(
                        creating(flat), step -> Uni.createFrom().item(APPLIED), 4, clock)
                .collect()
                .asList()
                .await()
                .atMost(Duration.ofSeconds(30));

        assertThat(all).hasSize(5000);
    }

    @Test
    void progressTellsTheRateAndWhatIsLeft() {
        run(creating("aa", "bb", "cc", "dd"), 10);

        clock.advance(Duration.ofSeconds(2));
        end("aa", APPLIED);

        assertThat(finished.get(0).rate()).contains(0.5);
        assertThat(finished.get(0).secondsLeft()).contains(6.0);
    }

    private void run(Plan plan, int mostAtOnce) {
        Function<Step, Uni<Outcome>> apply = step -> Uni.createFrom()
                .emitter(emitter -> underWay.put(step.organization().value(), emitter));
        Execution.of(plan, apply, mostAtOnce, clock).subscribe().with(finished::add);
    }

    private void end(String id, Outcome outcome) {
        underWay.remove(id).complete(outcome);
    }

    private List<String> outcomes() {
        return finished.stream()
                .map(one -> one.step().organization() + " " + one.outcome().word()
                        + one.outcome().detail().map(detail -> ": " + detail).orElse(""))
                .toList();
    }

    private static Plan creating(String... organizations) {
        return plan(hierarchy(), hierarchy(organizations));
    }

    private static Plan plan(Hierarchy actual, Hierarchy desired) {
        Rules rules = new Rules(Policy.SYNC, Optional.empty(), new DeleteGuard(9, 100), Optional.empty());
        return Plan.of("default", actual, desired, new Limits(10_000, 5), rules);
    }
}
