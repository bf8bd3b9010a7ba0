package dev.orgrelay.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.journal.Journal;
import dev.orgrelay.journal.JournalContract;
import dev.orgrelay.journal.TestJournal;
import dev.orgrelay.storage.FaultyConnections.Fault;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@OnAzurite
@QuarkusTest
@TestProfile(AzuriteProfile.class)
class TableJournalTest extends JournalContract {

    private static final AtomicInteger TABLES = new AtomicInteger();
    private static final Duration KEPT = Duration.ofDays(30);

    @Inject
    Storage storage;

    private Table table;

    @Override
    protected Journal journal() {
        AzuriteProfile.healthy();
        table = storage.table("journal" + TABLES.incrementAndGet());
        return new TableJournal(table, KEPT, Clock.systemUTC());
    }

    @Test
    void aFloodOfStrangersIsAFewRowsWithACount() {
        for (int i = 0; i < 10_000; i++) {
            journal.add(stranger(i, i % 2 == 0 ? "no signature" : "a wrong one"));
        }
        List<? extends JsonNode> found = journal.list(query(null, Set.of("turned-away"), null, null))
                .await()
                .indefinitely()
                .deliveries();
        assertThat(found).hasSize(2);
        assertThat(found).extracting(head -> head.path("count").asInt()).containsOnly(5_000);
    }

    @Test
    void strangersWithManyReasonsAreStillFewRows() {
        for (int i = 0; i < 1_000; i++) {
            journal.add(stranger(i, "no source 'x" + i + "' is configured"));
        }
        List<? extends JsonNode> found =
                journal.list(TestJournal.newest(200)).await().indefinitely().deliveries();
        assertThat(found).hasSize(101);
        assertThat(found.stream()
                        .mapToInt(head -> Math.max(1, head.path("count").asInt()))
                        .sum())
                .isEqualTo(1_000);
    }

    @Test
    void recordsWaitUntilTheTableCanBeReachedAgain() {
        AzuriteProfile.Resource.tables().fault(Fault.RESET);
        for (int i = 0; i < 30; i++) {
            journal.add(delivery(i, "hr", applied("seattle", "e" + i)));
        }
        AzuriteProfile.healthy();
        assertThat(ids(TestJournal.newest(50))).hasSize(30);
    }

    @Test
    void oldRowsGoInPassing() {
        for (int i = 0; i < 60; i++) {
            journal.add(delivery(i, "hr", applied("seattle", "e" + i)));
        }
        assertThat(ids(TestJournal.newest(100))).hasSize(60);

        JournalSweep sweep = new JournalSweep(table, KEPT, Clock.systemUTC());
        assertThat(sweep.group(Instant.now()).await().indefinitely()).isFalse();
        Instant later = Instant.now().plus(Duration.ofDays(32));
        while (sweep.group(later).await().indefinitely()) {
            assertThat(rows()).isGreaterThanOrEqualTo(0);
        }
        assertThat(rows()).isZero();
    }

    private int rows() {
        return table.query(Map.of("$select", "RowKey"))
                .await()
                .indefinitely()
                .properties()
                .size();
    }
}
