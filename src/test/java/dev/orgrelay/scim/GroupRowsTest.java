package dev.orgrelay.scim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.relay.Records;
import dev.orgrelay.relay.TestClock;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is remembered of groups. */
class GroupRowsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    /** In characters of JSON, of a record. */
    private static final int LARGEST_RECORD = 30_000;

    private final Records records = Records.inMemory();

    @Test
    void anIdIsNotGivenAgainWhenItsGroupIsForgotten() {
        TestClock clock = new TestClock(NOW);
        NameClaims names = new NameClaims(records, clock);
        GroupRows rows = new GroupRows(records, names, clock);
        Organization gone = new Organization(new OrganizationId("gone"), "Gone", Optional.empty());
        assertThat(await(rows.use("hr", gone.id()))).isTrue();
        await(names.claim("hr", "Gone", gone.id(), true, NOW, Optional.empty()));
        await(rows.write("hr", GroupRow.of(gone, NOW).deleted(NOW)));
        assertThat(await(rows.use("hr", gone.id()))).isFalse();
        clock.advance(Duration.ofHours(2));
        assertThat(await(rows.of("hr"))).isEmpty();
        assertThat(await(rows.find("hr", gone.id()))).isEmpty();
        assertThat(await(rows.use("hr", gone.id()))).isFalse();
        assertThat(await(names.find("hr", "Gone")).orElseThrow().id()).isEmpty();
        assertThat(await(rows.use("hr", new OrganizationId("new")))).isTrue();
        assertThat(await(rows.use("hr", new OrganizationId("new")))).isFalse();
    }

    /** Twenty quotes in JSON are forty characters. */
    @Test
    void theRowOfAGroupHasRoomForTheMostAndLongestMembersHoweverTheyCome() {
        String source = "s".repeat(40);
        Organization organization =
                new Organization(new OrganizationId("g".repeat(48)), "n".repeat(500), Optional.empty());
        MemberRows rows = new MemberRows(records);
        MemberRows.Kept kept = MemberRows.Kept.NONE;
        List<Member> members = new ArrayList<>();
        GroupRow row = GroupRow.of(organization, NOW);
        while (members.size() < Member.MOST) {
            for (int i = 0; i < 20; i++) {
                members.add(new Member("\"".repeat(250) + String.format("%06d", members.size()), "User"));
            }
            MemberRows.Kept before = kept;
            kept = await(rows.keep(GroupRows.key(source, organization.id()), before, members));
            await(rows.forget(before, kept));
        }
        GroupDraft.Content content = new GroupDraft.Content(
                organization.displayName(),
                Optional.of("\u0001".repeat(GroupDraft.LONGEST)),
                Optional.of("p".repeat(GroupDraft.LONGEST)),
                members,
                Set.of());
        assertThat(row.with(content, kept, NOW)
                        .said(Set.of(Attribute.values()), NOW)
                        .toJson()
                        .toString())
                .hasSizeLessThan(LARGEST_RECORD);
        assertThat(await(rows.read(kept))).containsExactlyElementsOf(members);
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(10));
    }
}
