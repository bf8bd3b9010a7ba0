package dev.orgrelay.relay;

import static dev.orgrelay.relay.Changes.HOUR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Cause;
import dev.orgrelay.relay.ScheduledChanges.Due;
import io.smallrye.mutiny.Uni;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ScheduledChangesTest {

    private static final int DAY = 24 * 3600;

    private final TestClock clock = new TestClock(HOUR);
    private final MemoryQueue queue = new MemoryQueue();
    private final Records records = Records.inMemory();
    private final ScheduledChanges scheduled = new ScheduledChanges(Optional.of(() -> records), queue, true, clock);

    private final Change rename = Changes.rename("aa", "A", DAY);

    @Test
    void whatIsKeptIsListedUntilItIsRemoved() {
        keep(rename);

        assertThat(all()).singleElement().satisfies(kept -> {
            assertThat(kept.effectiveAt()).isEqualTo(HOUR.plusSeconds(DAY));
            assertThat(kept.change()).isEqualTo(rename);
            assertThat(kept.id()).startsWith("20261124T100000Z-");
            assertThat(ScheduledChange.isId(kept.id())).isTrue();
        });
        assertThat(await(scheduled.remove(all().get(0).id().replace("-0001", "-0002"))))
                .isFalse();
        assertThat(await(scheduled.remove(all().get(0).id()))).isTrue();
        assertThat(all()).isEmpty();
        assertThat(due()).isEmpty();
    }

    @Test
    void whoeverWakesAnInstanceIsToldOnceAndBeforeAnythingIsPromised() {
        keep(rename);
        keep(rename);
        keep(Changes.move("aa", null, DAY));

        assertThat(queue.wakes()).hasSize(1).containsValue(Duration.ofDays(1));
    }

    @Test
    void anEventThatComesAgainIsKeptOnce() {
        keep(rename);
        keep(Changes.move("aa", "bb", DAY));
        List<ScheduledChange> before = all();

        keep(rename);

        assertThat(all()).isEqualTo(before).hasSize(2);
    }

    @Test
    void whatIsToldLaterReplacesWhatWasToldOfTheSameFields() {
        keep(rename);
        Change later = event(rename, "later");
        keep(later);
        assertThat(changes()).containsExactly(later);

        keep(rename);
        assertThat(changes())
                .as("an old word that comes again is not told later")
                .containsExactly(later);
    }

    @Test
    void whatIsToldOfOtherFieldsOrMomentsReplacesNothing() {
        Change move = Changes.move("aa", "bb", DAY);
        Change another = Changes.rename("aa", "B", DAY + 1);
        keep(rename, another, move, Changes.rename("bb", "B", DAY));

        assertThat(changes()).contains(rename, another, move).hasSize(4);
    }

    @Test
    void aDeleteReplacesEverythingAndIsReplacedByAnything() {
        keep(rename, Changes.move("aa", "bb", DAY));
        Change delete = Changes.delete("aa", DAY);
        keep(delete);
        assertThat(changes()).containsExactly(delete);

        keep(event(rename, "again"));
        assertThat(changes()).containsExactly(event(rename, "again"));
    }

    @Test
    void aCreateIsNotReplacedByAnUpdateThatMayFindNothing() {
        Change create = Changes.create("aa", "A", "bb", DAY);
        Change move = Changes.move("aa", "cc", DAY);
        keep(create, rename, move);
        assertThat(changes()).containsExactly(create, rename, move);

        Change again = event(create, "again");
        keep(again);
        assertThat(changes()).containsExactly(again);
    }

    @Test
    void whatIsAppliedElsewhereReplacesWhatWasToldBefore() {
        Change move = Changes.move("aa", "bb", DAY);
        keep(rename, move, Changes.rename("bb", "B", DAY));
        Change later = event(rename, "later");

        assertThat(replacedBy(later)).isEqualTo(List.of(later));
        assertThat(changes()).contains(move).doesNotContain(rename).hasSize(2);

        replacedBy(move);
        assertThat(changes()).as("the same word, again").contains(move);
        replacedBy(Changes.rename("aa", "A", 1));
        assertThat(changes()).as("of another moment").contains(move);
    }

    @Test
    void whatCannotBeReplacedIsDeferred() {
        ScheduledChanges broken = new ScheduledChanges(Optional.of(ScheduledChangesTest::lost), queue, false, clock);

        List<Outcome> outcomes = await(broken.replacedBy(List.of(rename), changes -> {
            throw new AssertionError("nothing may be applied");
        }));

        assertThat(outcomes).singleElement().satisfies(outcome -> assertThat(outcome.word())
                .isEqualTo("deferred"));
    }

    @Test
    void whatIsDueIsTakenByOneUntilItsTermIsOver() {
        keep(rename);
        clock.advance(Duration.ofDays(1).minusNanos(1));
        assertThat(due()).isEmpty();
        clock.advance(Duration.ofNanos(1));

        String key = due().get(0);
        Due due = await(scheduled.take(key)).orElseThrow();
        assertThat(due.attempts()).isZero();
        assertThat(due.changes())
                .singleElement()
                .satisfies(change -> assertThat(change.provenance().at()).isEqualTo(HOUR.plusSeconds(DAY)));
        assertThat(await(scheduled.take(key))).isEmpty();
        assertThat(due()).isEmpty();
        assertThat(await(scheduled.untilDue(key))).contains(ScheduledChanges.TERM);

        clock.advance(ScheduledChanges.TERM);
        assertThat(due()).containsExactly(key);
        assertThat(await(scheduled.take(key))).contains(due);
    }

    @Test
    void whatIsLeftOfATryIsDueAgainAndTheRestIsForgotten() {
        Change move = Changes.move("aa", "bb", DAY);
        keep(rename, move);
        clock.advance(Duration.ofDays(1));
        String key = due().get(0);

        await(scheduled.end(await(scheduled.take(key)).orElseThrow(), Set.of(1), Duration.ofMinutes(5)));

        assertThat(changes()).containsExactly(move);
        assertThat(await(scheduled.untilDue(key))).contains(Duration.ofMinutes(5));
        clock.advance(Duration.ofMinutes(5));
        Due again = await(scheduled.take(key)).orElseThrow();
        assertThat(again.attempts()).isEqualTo(1);
        await(scheduled.end(again, Set.of(), Duration.ZERO));
        assertThat(all()).isEmpty();
        assertThat(await(scheduled.untilDue(key))).isEmpty();
    }

    @Test
    void whatIsBeingAppliedIsNotDropped() {
        keep(rename);
        String id = all().get(0).id();
        clock.advance(Duration.ofDays(1));
        Due due = await(scheduled.take(due().get(0))).orElseThrow();

        assertThatThrownBy(() -> await(scheduled.remove(id)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("being applied");

        await(scheduled.end(due, Set.of(0), Duration.ofMinutes(5)));
        assertThat(await(scheduled.remove(id))).isTrue();
    }

    @Test
    void whatAnInstanceThatHasEndedWasApplyingCanBeDropped() {
        keep(rename);
        clock.advance(Duration.ofDays(1));
        await(scheduled.take(due().get(0)));
        clock.advance(ScheduledChanges.TERM);

        assertThat(await(scheduled.remove(all().get(0).id()))).isTrue();
    }

    @Test
    void aRowOfAnotherVersionKeepsNoOtherBack() {
        keep(rename);
        ObjectNode other = JsonNodeFactory.instance.objectNode().put("due", HOUR.toString());
        await(records.put("scheduled", "20261123T100001Z-0123456789abcdef", other, Optional.empty()));
        clock.advance(Duration.ofDays(1));

        assertThat(due()).hasSize(1);
        assertThat(all()).hasSize(1);
    }

    @Test
    void whatIsToldDuringATryStays() {
        keep(rename);
        clock.advance(Duration.ofDays(1));
        Due due = await(scheduled.take(due().get(0))).orElseThrow();
        Change later = event(rename, "later");
        keep(later);

        await(scheduled.end(due, Set.of(), Duration.ZERO));

        assertThat(changes()).containsExactly(later);
    }

    @Test
    void pagesFollowTheTimeWhateverTheirSize() {
        List<Change> expected = new ArrayList<>();
        for (int i = 0; i < 130; i++) {
            Change change = Changes.rename("unit-" + i, "A", DAY * (130 - i));
            expected.add(0, change);
            keep(change);
        }
        keep(Changes.move("unit-129", "bb", DAY));
        expected.add(1, Changes.move("unit-129", "bb", DAY));

        for (int most : new int[] {1, 7, 200}) {
            List<Change> found = new ArrayList<>();
            Optional<String> next = Optional.empty();
            do {
                Optional<String> after = next;
                ScheduledChanges.Page page = await(scheduled.list(kept -> true, after, most));
                assertThat(page.changes()).hasSizeLessThanOrEqualTo(most);
                page.changes().forEach(kept -> found.add(kept.change()));
                next = page.next();
            } while (next.isPresent());
            assertThat(found).as("pages of " + most).isEqualTo(expected);
        }
    }

    @Test
    void aMessageIsKeptAsFarAsThereIsRoom() {
        keep(Changes.withMessage(Changes.delete("aa", DAY), "x".repeat(100_000)));

        assertThat(changes().get(0).provenance().original().orElseThrow().text())
                .startsWith("xxx")
                .endsWith("(cut off here)");
    }

    @Test
    void whatIsTooLargeIsNeverKept() {
        Change large = Changes.rename("aa", "A".repeat(40_000), DAY);

        assertThatThrownBy(() -> keep(large))
                .isInstanceOf(ChangeQueue.TooLargeException.class)
                .hasMessageContaining("30000 can be kept");
        assertThat(all()).isEmpty();
    }

    @Test
    void whereNothingCanBeKeptNothingIs() {
        ScheduledChanges closed = new ScheduledChanges(Optional.empty(), queue, true, clock);

        assertThat(closed.isOpen()).isFalse();
        assertThat(await(closed.list(kept -> true, Optional.empty(), 10)).changes())
                .isEmpty();
        assertThat(await(closed.replacedBy(
                        List.of(rename), changes -> Uni.createFrom().item(List.of(new Outcome.Applied())))))
                .containsExactly(new Outcome.Applied());
        assertThat(await(closed.remove("20261124T100000Z-0123456789abcdef-0001")))
                .isFalse();
    }

    private void keep(Change... changes) {
        for (Change change : changes) {
            await(scheduled.keep(List.of(change)));
        }
    }

    /** The changes that were applied. */
    private List<Change> replacedBy(Change change) {
        List<Change> applied = new ArrayList<>();
        Function<List<Change>, Uni<List<Outcome>>> apply = changes -> {
            applied.addAll(changes);
            return Uni.createFrom().item(List.of(new Outcome.Applied()));
        };
        await(scheduled.replacedBy(List.of(change), apply));
        return applied;
    }

    private List<ScheduledChange> all() {
        return await(scheduled.list(kept -> true, Optional.empty(), 1_000)).changes();
    }

    private List<String> due() {
        return await(scheduled.due()).stream().map(ScheduledChanges.DueKey::key).toList();
    }

    private List<Change> changes() {
        return all().stream().map(ScheduledChange::change).toList();
    }

    /** Records that nobody can reach. */
    private static Records lost() {
        return (Records) Proxy.newProxyInstance(
                Records.class.getClassLoader(),
                new Class<?>[] {Records.class},
                (proxy, method, arguments) -> Uni.createFrom().failure(new StoreException(Cause.NO_STORAGE, "gone")));
    }

    private static Change event(Change change, String id) {
        return Changes.ofEvent(change, id);
    }

    private static <T> T await(Uni<T> work) {
        return work.await().indefinitely();
    }
}
