package dev.orgrelay.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.central.Scheduler;
import dev.orgrelay.central.StrictApi;
import dev.orgrelay.central.TestApplications;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Provenance;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplayTest {

    private final TestClock clock = new TestClock(Changes.HOUR);
    private final StrictApi api = new StrictApi(200);
    private final MemoryDeadLetters letters = new MemoryDeadLetters();
    private final Timeouts timeouts = new Timeouts(Scheduler.ON_WORKERS);
    private final Relay relay = new Relay(
            TestApplications.of(api.client()),
            new StoredLedger(LedgerStore.inMemory(LeaseTerm.USUAL, clock), Scheduler.ON_WORKERS, clock),
            TestRelay.ownership(),
            letters,
            timeouts,
            clock,
            new ChangeLog(false),
            ChangeObserver.NONE);

    @Test
    void whatIsAppliedIsRemoved() {
        DeadLetter letter = keep(Changes.create("aa", "A", null, 1));

        assertThat(replay(letter)).isInstanceOf(Outcome.Applied.class);
        assertThat(api.state()).containsEntry("aa", "A under null");
        assertThat(kept()).isEmpty();
    }

    @Test
    void itKeepsItsPlaceInTime() {
        relay.apply(List.of(Changes.create("aa", "Newer", null, 9))).await().indefinitely();
        DeadLetter letter = keep(Changes.create("aa", "Older", null, 1));

        assertThat(replay(letter)).isInstanceOf(Outcome.Stale.class);
        assertThat(api.state()).containsEntry("aa", "Newer under null");
        assertThat(kept()).isEmpty();
    }

    @Test
    void aSecondReplayOfTheSameLetterIsADuplicate() {
        DeadLetter letter = keep(Changes.create("aa", "A", null, 1));
        replay(letter);
        letters.keep(letter).await().indefinitely();

        assertThat(replay(letter)).isInstanceOf(Outcome.Duplicate.class);
        assertThat(api.calls()).containsExactly("PUT aa");
        assertThat(kept()).isEmpty();
    }

    @Test
    void whatIsDeferredStays() {
        DeadLetter letter = keep(Changes.create("aa", "A", "nobody", 1));

        assertThat(replay(letter)).isInstanceOf(Outcome.Deferred.class);
        assertThat(kept()).containsExactly(letter);
    }

    @Test
    void whatIsRefusedAgainStaysUnderTheSameIdAlsoWithoutAnEventId() {
        Change change = new Change.Delete("moon", Changes.delete("aa", 1).organization(), withoutId());
        DeadLetter letter = keep(change);

        Outcome outcome = replay(letter);

        assertThat(outcome.word()).isEqualTo("refused");
        assertThat(((Outcome.Refused) outcome).deadLetter()).contains(letter.id());
        assertThat(kept()).hasSize(1);
        assertThat(kept().get(0).id()).isEqualTo(letter.id());
        assertThat(kept().get(0).attempts()).isEqualTo(2);
        assertThat(kept().get(0).reason()).isEqualTo("no application 'moon' is configured");
    }

    private Outcome replay(DeadLetter letter) {
        return relay.replay(letter, letter.change().orElseThrow()).await().indefinitely();
    }

    private DeadLetter keep(Change change) {
        DeadLetter letter = DeadLetter.of(change, "reason", clock.instant());
        letters.keep(letter).await().indefinitely();
        return letter;
    }

    private List<DeadLetter> kept() {
        return letters.list(Optional.empty(), 10).await().indefinitely().letters();
    }

    private static Provenance withoutId() {
        Provenance from = Changes.delete("aa", 1).provenance();
        return new Provenance(
                from.source(), from.operation(), from.origin(), Optional.empty(), from.occurredAt(), from.receivedAt());
    }
}
