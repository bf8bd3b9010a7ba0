package dev.orgrelay.relay;

import static dev.orgrelay.relay.Changes.create;
import static dev.orgrelay.relay.Changes.delete;
import static dev.orgrelay.relay.Changes.move;
import static dev.orgrelay.relay.Changes.rename;
import static dev.orgrelay.relay.Field.DISPLAY_NAME;
import static dev.orgrelay.relay.Field.EXISTENCE;
import static dev.orgrelay.relay.Field.PARENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HistoryTest {

    @Test
    void whatIsNewIsNewAsAWhole() {
        assertThat(upTo(History.NONE, create("seattle", "Seattle", "washington", 1)))
                .containsExactly(DISPLAY_NAME, PARENT);
    }

    @Test
    void aRenameThatOvertookTheCreateCostsItOnlyTheName() {
        assertThat(upTo(after(rename("seattle", "Sales", 2)), create("seattle", "Seattle", "washington", 1)))
                .containsExactly(PARENT);
    }

    @Test
    void aMoveThatOvertookTheCreateCostsItOnlyTheParent() {
        assertThat(upTo(after(move("seattle", "oregon", 2)), create("seattle", "Seattle", "washington", 1)))
                .containsExactly(DISPLAY_NAME);
    }

    @Test
    void aCreateWhoseFieldsWereAllOvertakenIsStale() {
        History history = after(after(rename("seattle", "Seattle Sales", 2)), move("seattle", "oregon", 3));

        assertThat(upTo(history, create("seattle", "Seattle", "washington", 1))).isEmpty();
    }

    @Test
    void anOlderUpdateIsStaleAndAnUpdateOfAnotherFieldIsNot() {
        History history = after(rename("seattle", "new", 5));

        assertThat(upTo(history, rename("seattle", "old", 4))).isEmpty();
        assertThat(upTo(history, move("seattle", "oregon", 4))).containsExactly(PARENT);
    }

    @Test
    void nothingOlderThanADeleteBringsTheOrganizationBack() {
        History history = after(delete("seattle", 5));

        assertThat(upTo(history, create("seattle", "Seattle", null, 4))).isEmpty();
        assertThat(upTo(history, rename("seattle", "Seattle", 4))).isEmpty();
        assertThat(upTo(history, create("seattle", "Seattle", null, 6))).isNotEmpty();
    }

    @Test
    void aDeleteThatIsOlderThanWhatWasAppliedIsStale() {
        History history = after(create("seattle", "Seattle", null, 5));

        assertThat(upTo(history, delete("seattle", 4))).isEmpty();
        assertThat(upTo(history, delete("seattle", 6))).containsExactly(EXISTENCE);
    }

    @Test
    void ofTwoChangesWithTheSameTimeTheOneThatIsBegunLaterCounts() {
        assertThat(upTo(after(rename("seattle", "one", 5)), create("seattle", "other", null, 5)))
                .containsExactly(DISPLAY_NAME, PARENT);
        assertThat(upTo(after(delete("seattle", 5)), create("seattle", "again", null, 5)))
                .isNotEmpty();
        assertThat(upTo(after(delete("seattle", 5)), rename("seattle", "again", 5)))
                .isNotEmpty();
    }

    @Test
    void aTimeNeverGoesBack() {
        History history = after(rename("seattle", "new", 5));

        History afterwards = after(history, create("seattle", "old", "washington", 1));

        assertThat(afterwards.displayName().at()).isEqualTo(Changes.HOUR.plusSeconds(5));
        assertThat(afterwards.parent().at()).isEqualTo(Changes.HOUR.plusSeconds(1));
    }

    @Test
    void anEventIsRecognisedBySourceOriginAndId() {
        Change rename = rename("seattle", "Seattle", 5);
        History history = after(rename);

        assertThat(history.settled(KeyedChange.of(rename, List.of()))).isInstanceOf(Outcome.Duplicate.class);
        assertThat(history.settled(KeyedChange.of(rename("seattle", "Seattle", 6), List.of())))
                .isInstanceOf(Outcome.Stale.class);
    }

    @Test
    void whatWasOvertakenWithinItsDeliveryIsOverForThatFieldAlone() {
        Change earlier = create("seattle", "Seattle", "washington", 5);
        EventKey key = EventKey.of(earlier.provenance()).orElseThrow();

        Intention later = new Intention(Mark.NONE, Optional.empty(), List.of(key), Map.of(PARENT, 0L));

        History history = History.NONE.applied(later, Set.of(PARENT), Changes.HOUR);

        assertThat(upTo(history, earlier)).containsExactly(DISPLAY_NAME);
    }

    @Test
    void whatIsRememberedLateGivesWayToWhatHasTheSameTime() {
        History history = after(delete("seattle", 5));
        Change late = rename("seattle", "late", 5);

        assertThat(late(history, late).displayName()).isEqualTo(Mark.NONE);
        assertThat(late(after(rename("seattle", "new", 5)), late).displayName())
                .isEqualTo(markOf(rename("seattle", "new", 5)).setting(EventKey.hash("new")));
        assertThat(late(after(rename("seattle", "new", 5)), delete("seattle", 5))
                        .deleted())
                .isEqualTo(Mark.NONE);
    }

    private static Set<Field> upTo(History history, Change change) {
        return history.upTo(
                KeyedChange.of(change, List.of()), change.provenance().at());
    }

    private static History after(Change change) {
        return after(History.NONE, change);
    }

    private static History after(History history, Change change) {
        return history.applied(intention(change), Field.of(change), Changes.HOUR);
    }

    private static History late(History history, Change change) {
        return history.appliedLate(intention(change), Field.of(change), Changes.HOUR);
    }

    private static Intention intention(Change change) {
        return Intention.of(KeyedChange.of(change, List.of()), change, markOf(change));
    }

    private static Mark markOf(Change change) {
        return Mark.of(change.provenance(), change.provenance().at());
    }
}
