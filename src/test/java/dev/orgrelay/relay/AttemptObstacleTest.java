package dev.orgrelay.relay;

import static dev.orgrelay.relay.Changes.create;
import static dev.orgrelay.relay.Changes.delete;
import static dev.orgrelay.relay.Changes.move;
import static dev.orgrelay.relay.Changes.rename;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.plan.Hierarchy;
import dev.orgrelay.plan.Limits;
import dev.orgrelay.plan.Limits.Obstacle;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AttemptObstacleTest {

    private static final Limits LIMITS = new Limits(10, 4);

    /** us > washington > seattle, and oregon at the top. */
    private final Hierarchy hierarchy = Hierarchy.of(List.of(
            organization("us", null),
            organization("washington", "us"),
            organization("seattle", "washington"),
            organization("oregon", null)));

    @Test
    void aParentThatIsNotThere() {
        assertThat(to(create("redmond", "Redmond", "atlantis", 1))).contains("its parent 'atlantis' does not exist");
    }

    @Test
    void aParentThatIsBelow() {
        assertThat(to(move("us", "seattle", 1))).contains("its parent 'seattle' is below it");
    }

    @Test
    void aParentThatIsTooDeep() {
        assertThat(to(create("redmond", "Redmond", "seattle", 1))).contains("under 'seattle' it is too deep");
    }

    @Test
    void whatMovesAlongCounts() {
        assertThat(to(move("washington", "oregon", 1))).isEmpty();
        assertThat(to(move("us", "oregon", 1))).contains("under 'oregon' it is too deep");
    }

    @Test
    void aFullApplication() {
        Hierarchy full = Hierarchy.of(Stream.iterate(0, i -> i + 1)
                .limit(10)
                .map(i -> organization("o-" + i, null))
                .toList());

        assertThat(Attempt.obstacle(create("redmond", "Redmond", null, 1), full, LIMITS)
                        .map(Obstacle::description))
                .contains("the application is full: 10 organizations");
        assertThat(Attempt.obstacle(rename("o-1", "other", 1), full, LIMITS)).isEmpty();
    }

    @Test
    void childrenOfWhatIsToBeDeleted() {
        assertThat(to(delete("washington", 1))).contains("'washington' still has organizations below it");
        assertThat(to(delete("seattle", 1))).isEmpty();
    }

    @Test
    void aRenameIsNeverHindered() {
        assertThat(to(rename("seattle", "Seattle Sales", 1))).isEmpty();
    }

    private Optional<String> to(Change change) {
        return Attempt.obstacle(change, hierarchy, LIMITS).map(Obstacle::description);
    }

    private static Organization organization(String id, String parent) {
        return new Organization(
                new OrganizationId(id), id, Optional.ofNullable(parent).map(OrganizationId::new));
    }
}
