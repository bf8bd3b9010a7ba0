package dev.orgrelay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.organization.OrganizationId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class WriteLogTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final WriteLog journal = new WriteLog(Clock.fixed(NOW, ZoneOffset.UTC), 3);

    @Test
    void aWriteIsKeptWithItsNumberAndTime() {
        write("aa");

        assertThat(journal.page(1, 10).entries())
                .containsExactly(new WriteLog.Entry(
                        1, NOW, ApiOperation.CREATE, new OrganizationId("aa"), Optional.of("Name"), Optional.empty()));
    }

    @Test
    void theOldestIsForgottenAndNumbersGoOn() {
        write("aa", "bb", "cc", "dd");

        assertThat(journal.page(1, 10).entries())
                .extracting(WriteLog.Entry::sequence)
                .containsExactly(2L, 3L, 4L);
    }

    @Test
    void aPageSaysWhereTheNextBegins() {
        write("aa", "bb", "cc");

        WriteLog.JournalPage first = journal.page(1, 2);
        WriteLog.JournalPage second = journal.page(first.next().getAsLong(), 2);

        assertThat(first.next()).hasValue(3);
        assertThat(second.entries()).extracting(WriteLog.Entry::sequence).containsExactly(3L);
        assertThat(second.next()).isEmpty();
    }

    @Test
    void behindTheEndThereIsNothing() {
        write("aa");

        assertThat(journal.page(2, 2)).isEqualTo(new WriteLog.JournalPage(List.of(), OptionalLong.empty()));
    }

    private void write(String... ids) {
        for (String id : ids) {
            journal.write(ApiOperation.CREATE, new OrganizationId(id), Optional.of("Name"), Optional.empty());
        }
    }
}
