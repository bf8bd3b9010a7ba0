package dev.orgrelay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Placement;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class HierarchyRulesTest {

    private static final SandboxLimits LIMITS = SandboxLimits.DEFAULT;

    private final Directory directory = new Directory(new WriteLog(Clock.systemUTC()));

    @Test
    void theParentMustExist() {
        assertThat(refusal(create("below", "Below", "nowhere")))
                .isEqualTo(new Refusal(400, "BadRequest", "The parent 'nowhere' does not exist."));
        assertThat(directory.all()).isEmpty();
    }

    @Test
    void nothingIsItsOwnParent() {
        create("self", "Self");

        assertThat(refusal(update("self", Optional.empty(), Placement.under(id("self"))))
                        .sentence())
                .isEqualTo("'self' cannot be its own parent.");
        assertThat(refusal(create("new", "New", "new")).sentence()).isEqualTo("'new' cannot be its own parent.");
    }

    @Test
    void nothingGoesUnderWhatIsBelowIt() {
        create("one", "1");
        create("two", "2", "one");
        create("three", "3", "two");

        assertThat(refusal(update("one", Optional.empty(), Placement.under(id("three"))))
                        .sentence())
                .isEqualTo("'one' cannot go under 'three', which is below it.");
    }

    @Test
    void theSixthLevelIsTooDeep() {
        chain("level", 5);

        assertThat(refusal(create("level-6", "6", "level-5")))
                .isEqualTo(
                        new Refusal(400, "BadRequest", "Under 'level-5' the hierarchy would have more than 5 levels."));
    }

    @Test
    void whatMovesTakesItsLevelsAlong() {
        chain("left", 3);
        chain("right", 3);

        assertThat(refusal(update("right-1", Optional.empty(), Placement.under(id("left-3"))))
                        .sentence())
                .isEqualTo("Under 'left-3' the hierarchy would have more than 5 levels.");
        assertThat(value(update("right-1", Optional.empty(), Placement.under(id("left-2"))))
                        .parent())
                .contains(id("left-2"));
    }

    @Test
    void renamingIsPossibleHoweverDeepItIs() {
        chain("level", 3);
        SandboxLimits flat = new SandboxLimits(0, 200, 1, OptionalInt.empty());

        OrganizationBody rename = new OrganizationBody(Optional.of("New"), Placement.unchanged());

        assertThat(value(directory.update(id("level-3"), rename, flat)).displayName())
                .isEqualTo("New");
    }

    @Test
    void whatHasChildrenStays() {
        create("above", "Above");
        create("below", "Below", "above");

        assertThat(refusal(directory.delete(id("above"))))
                .isEqualTo(new Refusal(409, "Conflict", "'above' still has organizations below it."));
        value(directory.delete(id("below")));
        value(directory.delete(id("above")));
        assertThat(directory.all()).isEmpty();
    }

    private void chain(String prefix, int levels) {
        value(create(prefix + "-1", "1"));
        for (int level = 2; level <= levels; level++) {
            value(create(prefix + "-" + level, "" + level, prefix + "-" + (level - 1)));
        }
    }

    private Result<Organization> create(String id, String name) {
        return directory.create(id(id), new OrganizationBody(Optional.of(name), Placement.unchanged()), LIMITS);
    }

    private Result<Organization> create(String id, String name, String parent) {
        return directory.create(id(id), new OrganizationBody(Optional.of(name), Placement.under(id(parent))), LIMITS);
    }

    private Result<Organization> update(String id, Optional<String> name, Placement placement) {
        return directory.update(id(id), new OrganizationBody(name, placement), LIMITS);
    }

    private static OrganizationId id(String id) {
        return new OrganizationId(id);
    }

    private static <T> T value(Result<T> result) {
        return result.match(value -> value, refusal -> {
            throw new AssertionError(refusal);
        });
    }

    private static <T> Refusal refusal(Result<T> result) {
        return result.match(
                value -> {
                    throw new AssertionError(value);
                },
                refusal -> refusal);
    }
}
