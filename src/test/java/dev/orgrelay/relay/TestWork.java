package dev.orgrelay.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orgrelay.central.CallWatch.Effect;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Cause;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A change that asks a ledger for its turn, and does what the test says. */
final class TestWork implements Ledger.Work {

    private static final Outcome LATER = new Outcome.Deferred(Cause.NO_ANSWER, "not now");

    private final CompletableFuture<Outcome> ending = new CompletableFuture<>();
    private final CompletableFuture<Outcome> outcome;
    private final Optional<Organization> actual;
    private volatile Optional<Turn> turn = Optional.empty();
    private volatile int looks;

    private TestWork(Ledger ledger, Change change, List<Change> earlier, Optional<Organization> actual) {
        this.actual = actual;
        this.outcome = ledger.apply(change, earlier, this).subscribeAsCompletionStage();
    }

    /** Asks; if it looks, {@code actual} is there. */
    static TestWork ask(Ledger ledger, Change change, Optional<Organization> actual) {
        return new TestWork(ledger, change, List.of(), actual);
    }

    static TestWork ask(Ledger ledger, Change change, Change... earlier) {
        return new TestWork(ledger, change, List.of(earlier), Optional.empty());
    }

    @Override
    public boolean isOutOfTime() {
        return false;
    }

    @Override
    public Uni<Optional<Organization>> look() {
        looks++;
        return Uni.createFrom().item(actual);
    }

    @Override
    public Uni<Outcome> carryOut(Turn next) {
        turn = Optional.of(next);
        return Uni.createFrom().completionStage(ending);
    }

    /** Whether its turn has come by now. */
    boolean hasBegun() {
        return turn.isPresent();
    }

    /** Whether it gets its turn, or an answer without one. */
    boolean isUnderWay() {
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> turn.isPresent() || outcome.isDone());
        return turn.isPresent() && !outcome.isDone();
    }

    /** How often it has looked when it gets its turn, or an answer without one. */
    int looks() {
        isUnderWay();
        return looks;
    }

    Turn turn() {
        assertThat(isUnderWay()).as("its turn: %s", outcome).isTrue();
        return turn.orElseThrow();
    }

    /** What the ledger answered. */
    Outcome outcome() {
        return outcome.orTimeout(20, TimeUnit.SECONDS).join();
    }

    /** It is carried out and answered. */
    Outcome applied() {
        return end(new Outcome.Applied());
    }

    /** It is refused, or not sent at all. */
    Outcome leftAlone() {
        return end(LATER);
    }

    /** It is sent, and answered by an error behind which there may be an effect. */
    Outcome failed() {
        turn().letsThrough();
        turn().ended(Effect.POSSIBLE);
        return end(LATER);
    }

    /** It is sent, and there is no answer. */
    Outcome silent() {
        turn().letsThrough();
        turn().ended(Effect.STILL_POSSIBLE);
        return end(LATER);
    }

    /** It is a move, and its organization does not exist. */
    Outcome early() {
        return end(new Outcome.Deferred(Cause.MISSING, "not there"));
    }

    private Outcome end(Outcome how) {
        turn();
        ending.complete(how);
        return outcome();
    }
}
