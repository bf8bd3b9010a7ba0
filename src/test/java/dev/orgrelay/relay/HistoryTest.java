package dev.orgrelay.relay;

import static dev.orgrelay.relay.Changes.create;
import static dev.orgrelay.relay.Changes.delete;
import static dev.orgrelay.relay.Changes.move;
import static dev.orgrelay.relay.Changes.rename;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Placement;
import org.junit.jupiter.api.Test;

class HistoryTest {

    @Test
    void whatIsNewIsNewAsAWhole() {
        Change create = create("seattle", "Seattle", "washington", 1);

        assertThat(History.NONE.newerPartOf(create)).contains(create);
    }

    @Test
    void aRenameThatOvertookTheCreateCostsItOnlyTheName() {
        History history = after(rename("seattle", "Seattle Sales", 2));

        Change rest = history.newerPartOf(create("seattle", "Seattle", "washington", 1))
                .orElseThrow();

        assertThat(rest.displayName()).isEmpty();
        assertThat(rest.placement()).isEqualTo(Placement.under(new OrganizationId("washington")));
    }

    @Test
    void aMoveThatOvertookTheCreateCostsItOnlyTheParent() {
        History history = after(move("seattle", "oregon", 2));

        Change rest = history.newerPartOf(create("seattle", "Seattle", "washington", 1))
                .orElseThrow();

        assertThat(rest.displayName()).contains("Seattle");
        assertThat(rest.placement().isChange()).isFalse();
    }

    @Test
    void aCreateWhoseFieldsWereAllOvertakenIsStale() {
        History history = after(rename("seattle", "Seattle Sales", 2))
                .with(move("seattle", "oregon", 3), move("seattle", "oregon", 3), Changes.HOUR);

        assertThat(history.newerPartOf(create("seattle", "Seattle", "washington", 1)))
                .isEmpty();
    }

    @Test
    void anOlderUpdateIsStaleAndAnUpdateOfAnotherFieldIsNot() {
        History history = after(rename("seattle", "new", 5));

        assertThat(history.newerPartOf(rename("seattle", "old", 4))).isEmpty();
        assertThat(history.newerPartOf(move("seattle", "oregon", 4))).isPresent();
    }

    @Test
    void nothingOlderThanADeleteBringsTheOrganizationBack() {
        History history = after(delete("seattle", 5));

        assertThat(history.newerPartOf(create("seattle", "Seattle", null, 4))).isEmpty();
        assertThat(history.newerPartOf(rename("seattle", "Seattle", 4))).isEmpty();
        assertThat(history.newerPartOf(rename("seattle", "Seattle", 5))).isEmpty();
        assertThat(history.newerPartOf(create("seattle", "Seattle", null, 6))).isPresent();
    }

    @Test
    void aDeleteThatIsOlderThanWhatWasAppliedIsStale() {
        assertThat(after(create("seattle", "Seattle", null, 5)).newerPartOf(delete("seattle", 4)))
                .isEmpty();
        assertThat(after(create("seattle", "Seattle", null, 5)).newerPartOf(delete("seattle", 6)))
                .isPresent();
    }

    @Test
    void ofTwoChangesWithTheSameTimeTheOneThatArrivesLaterCounts() {
        assertThat(after(rename("seattle", "one", 5)).newerPartOf(rename("seattle", "other", 5)))
                .isPresent();
        assertThat(after(delete("seattle", 5)).newerPartOf(create("seattle", "again", null, 5)))
                .isPresent();
    }

    @Test
    void aTimeNeverGoesBackWhenAPartOfAChangeIsApplied() {
        History history = after(rename("seattle", "new", 5));
        Change late = create("seattle", "old", "washington", 1);

        History afterwards = history.with(history.newerPartOf(late).orElseThrow(), late, Changes.HOUR);

        assertThat(afterwards.times().displayNameAt()).isEqualTo(Changes.HOUR.plusSeconds(5));
        assertThat(afterwards.times().parentAt()).isEqualTo(Changes.HOUR.plusSeconds(1));
    }

    @Test
    void anEventIsRecognisedBySourceOriginAndId() {
        Change rename = rename("seattle", "Seattle", 5);
        History history = after(rename);

        assertThat(history.hasSeen(rename)).isTrue();
        assertThat(history.hasSeen(rename("seattle", "Seattle", 6))).isFalse();
    }

    @Test
    void aDeleteThatIsRememberedLateTakesNothingBack() {
        History history = after(rename("seattle", "new", 5));
        Change delete = delete("seattle", 4);

        History afterwards = history.with(delete, delete, Changes.HOUR);

        assertThat(afterwards.newerPartOf(rename("seattle", "older", 4))).isEmpty();
        assertThat(afterwards.times().latest()).isEqualTo(Changes.HOUR.plusSeconds(5));
    }

    private static History after(Change change) {
        return History.NONE.with(change, change, Changes.HOUR);
    }
}
