package dev.orgrelay.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.LogLines;
import dev.orgrelay.relay.Records.Page;
import dev.orgrelay.relay.Records.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What records promise, wherever they are kept. */
public abstract class RecordsContract {

    /** Records of which there are none yet. */
    protected abstract Records records();

    @Test
    void aRowIsFoundAsItWasWritten() {
        Records records = records();
        String key = "any text / \\ # ? ü \uD83D\uDE00 '";

        Row written = put(records, key, 1, Optional.empty()).orElseThrow();

        assertThat(find(records, key)).contains(written);
        assertThat(find(records, "another")).isEmpty();
        assertThat(records.find("other-kind", key).await().indefinitely()).isEmpty();
    }

    @Test
    void ofTwoWhoWriteOverTheSameRowOneIsTurnedAway() {
        Records records = records();
        Row first = put(records, "a", 1, Optional.empty()).orElseThrow();

        assertThat(put(records, "a", 2, Optional.empty())).isEmpty();
        Row second = put(records, "a", 2, Optional.of(first.version())).orElseThrow();
        assertThat(put(records, "a", 3, Optional.of(first.version()))).isEmpty();
        assertThat(records.remove(first).await().indefinitely()).isFalse();
        assertThat(records.remove(second).await().indefinitely()).isTrue();
        assertThat(find(records, "a")).isEmpty();
    }

    @Test
    void allRowsOfAKindAreListedOverAllPages() {
        Records records = records();
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < Records.MOST_ON_A_PAGE + 20; i++) {
            keys.add("key " + i);
            put(records, "key " + i, i, Optional.empty());
        }
        records.put("other-kind", "key", value(0), Optional.empty()).await().indefinitely();

        Set<String> listed = new HashSet<>();
        Optional<String> from = Optional.empty();
        do {
            Page page = records.list("owned", from).await().indefinitely();
            assertThat(page.rows()).hasSizeLessThanOrEqualTo(Records.MOST_ON_A_PAGE);
            page.rows().forEach(row -> assertThat(listed.add(row.key())).isTrue());
            page.rows().forEach(row -> assertThat(find(records, row.key())).contains(row));
            from = page.next();
        } while (from.isPresent());
        assertThat(listed).isEqualTo(keys);
    }

    @Test
    void keysThatBeginWithATimeAreListedInItsOrder() {
        Records records = records();
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < Records.MOST_ON_A_PAGE + 20; i++) {
            keys.add("20270601T00%04dZ-0f".formatted(i));
        }
        List<String> mixed = new ArrayList<>(keys);
        Collections.shuffle(mixed, new Random(1));
        mixed.forEach(key -> put(records, key, 1, Optional.empty()));
        put(records, "20270601", 1, Optional.empty());
        put(records, "a name", 1, Optional.empty());

        List<String> listed = new ArrayList<>();
        Optional<String> after = Optional.of("");
        do {
            Page page = records.between("owned", after.get(), "20270601T000110Z-")
                    .await()
                    .indefinitely();
            page.rows().forEach(row -> listed.add(row.key()));
            page.rows().forEach(row -> assertThat(find(records, row.key())).contains(row));
            after = page.next();
        } while (after.isPresent());

        assertThat(listed).isEqualTo(keys.subList(0, 110));
        assertThat(records.between("owned", "20270601T000109Z-", "~")
                        .await()
                        .indefinitely()
                        .rows())
                .hasSize(11);
        assertThat(records.between("other-kind", "", "~").await().indefinitely().rows())
                .isEmpty();
    }

    @Test
    void whatALaterVersionHasWrittenIsLeftAloneAndTheOthersAreRead() {
        Records records = records();
        put(records, "of now", 1, Optional.empty());
        Row later = records.put("owned", "of later", JsonNodeFactory.instance.objectNode(), Optional.empty())
                .await()
                .indefinitely()
                .orElseThrow();

        try (LogLines log = new LogLines(Records.class.getName())) {
            Page page = records.list("owned", Optional.empty()).await().indefinitely();
            List<Integer> read = page.read(row -> {
                row.time(row.value().has("number") ? "at" : "then");
                return row.value().path("number").asInt();
            });

            assertThat(read).containsExactly(1);
            assertThat(log.all().toString())
                    .contains("WARN the record 'of later' of kind owned has no time 'then': another version");
        }
        assertThat(find(records, "of later")).contains(later);
    }

    private static Optional<Row> put(Records records, String key, int value, Optional<String> seen) {
        return records.put("owned", key, value(value), seen).await().indefinitely();
    }

    private static Optional<Row> find(Records records, String key) {
        return records.find("owned", key).await().indefinitely();
    }

    private static ObjectNode value(int number) {
        return JsonNodeFactory.instance.objectNode().put("number", number).put("at", "2026-11-23T10:00:00Z");
    }
}
