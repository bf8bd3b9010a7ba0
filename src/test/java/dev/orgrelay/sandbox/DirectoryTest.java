package dev.orgrelay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Placement;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DirectoryTest {

    private static final SandboxLimits LIMITS = SandboxLimits.DEFAULT;

    private final WriteLog journal = new WriteLog(Clock.systemUTC());
    private final Directory directory = new Directory(journal);

    @Test
    void whatIsCreatedIsThere() {
        Organization created = value(create("seattle", "Seattle"));

        assertThat(created).isEqualTo(new Organization(id("seattle"), "Seattle", Optional.empty()));
        assertThat(directory.get(id("seattle"))).isEqualTo(Result.ok(created));
        assertThat(directory.all()).containsExactly(created);
    }

    @Test
    void creatingAgainReplacesTheWholeOrganizationInItsPlace() {
        create("above", "Above");
        create("below", "Below", "above");
        create("other", "Other");

        assertThat(value(create("below", "New"))).isEqualTo(new Organization(id("below"), "New", Optional.empty()));
        assertThat(ids()).containsExactly("above", "below", "other");
    }

    @Test
    void anUpdateLeavesWhatItDoesNotMention() {
        create("above", "Above");
        create("below", "Below", "above");

        assertThat(value(update("below", Optional.of("New"), Placement.unchanged())))
                .isEqualTo(new Organization(id("below"), "New", Optional.of(id("above"))));
        assertThat(value(update("below", Optional.empty(), Placement.topLevel())))
                .isEqualTo(new Organization(id("below"), "New", Optional.empty()));
        assertThat(value(update("below", Optional.empty(), Placement.under(id("above")))))
                .isEqualTo(new Organization(id("below"), "New", Optional.of(id("above"))));
    }

    @Test
    void whatIsMissingCanNeitherBeReadNorChangedNorDeleted() {
        Refusal missing = new Refusal(404, "NotFound", "There is no organization 'nowhere'.");

        assertThat(refusal(directory.get(id("nowhere")))).isEqualTo(missing);
        assertThat(refusal(update("nowhere", Optional.of("A"), Placement.unchanged())))
                .isEqualTo(missing);
        assertThat(refusal(directory.delete(id("nowhere")))).isEqualTo(missing);
    }

    @Test
    void theTwoHundredAndFirstIsTooMany() {
        IntStream.rangeClosed(1, 200).forEach(i -> value(create("org-" + i, "Organization")));

        assertThat(refusal(create("org-201", "One more")))
                .isEqualTo(new Refusal(400, "BadRequest", "The application already has 200 organizations or more."));
        assertThat(value(create("org-200", "Replaced")).displayName()).isEqualTo("Replaced");
    }

    @Test
    void pagesContinueWhereTheyEndedEvenIfThatIsGone() {
        List.of("aa", "bb", "cc", "dd").forEach(id -> create(id, "X"));

        Directory.Page first = directory.page(0, OptionalInt.of(2));
        directory.delete(id("aa"));
        directory.delete(id("bb"));
        Directory.Page second = directory.page(first.next().getAsLong(), OptionalInt.of(2));

        assertThat(first.organizations()).extracting(o -> o.id().value()).containsExactly("aa", "bb");
        assertThat(second.organizations()).extracting(o -> o.id().value()).containsExactly("cc", "dd");
        assertThat(second.next()).isEmpty();
    }

    @Test
    void withoutAPageSizeThereIsOnePage() {
        IntStream.rangeClosed(1, 150).forEach(i -> create("org-" + i, "X"));

        Directory.Page page = directory.page(0, OptionalInt.empty());

        assertThat(page.organizations()).hasSize(150);
        assertThat(page.next()).isEqualTo(OptionalLong.empty());
    }

    @Test
    void onlyWhatWasCarriedOutIsInTheJournal() {
        create("above", "Above");
        create("below", "Below", "nowhere");
        create("below", "Below", "above");
        directory.delete(id("above"));
        directory.delete(id("below"));

        assertThat(journal.page(1, 10).entries())
                .extracting(entry -> entry.operation().word() + " " + entry.id() + " "
                        + entry.displayName().orElse("-") + " "
                        + entry.parent().map(OrganizationId::value).orElse("-"))
                .containsExactly("create above Above -", "create below Below above", "delete below - -");
    }

    @Test
    void writersAtTheSameTimeDoNotGetInEachOthersWay() {
        long created = IntStream.rangeClosed(1, 400)
                .parallel()
                .mapToObj(i -> create("org-" + i, "X"))
                .filter(result -> result.match(organization -> true, refusal -> false))
                .count();

        assertThat(created).isEqualTo(200);
        assertThat(ids())
                .containsExactlyElementsOf(journal.page(1, 400).entries().stream()
                        .map(entry -> entry.id().value())
                        .toList());
    }

    private List<String> ids() {
        return directory.all().stream().map(o -> o.id().value()).toList();
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
