package dev.orgrelay.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.LogLines;
import dev.orgrelay.relay.Records;
import dev.orgrelay.relay.RecordsContract;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@OnAzurite
@QuarkusTest
@TestProfile(AzuriteProfile.class)
class TableRecordsTest extends RecordsContract {

    private static final AtomicInteger TABLES = new AtomicInteger();

    @Inject
    Storage storage;

    @Override
    protected Records records() {
        AzuriteProfile.healthy();
        return new TableRecords(storage.table("records" + TABLES.incrementAndGet()));
    }

    @Test
    void aRowThatIsNoRecordIsNamedAndTheOthersAreRead() {
        Records records = records();
        Table table = storage.table("records" + TABLES.get());
        ObjectNode value = JsonNodeFactory.instance.objectNode().put("number", 1);
        records.put("owned", "a", value, Optional.empty()).await().indefinitely();
        table.put(new TableEntity.Id("owned", "_no_key."), value).await().indefinitely();
        table.put(new TableEntity.Id("owned", "bm9WYWx1ZQ"), value).await().indefinitely();

        try (LogLines log = new LogLines("dev.orgrelay.storage")) {
            Records.Page page = records.list("owned", Optional.empty()).await().indefinitely();

            assertThat(page.rows()).extracting(Records.Row::key).containsExactly("a");
            assertThat(log.with("WARN the row _no_key. of kind owned")).hasSize(1);
            assertThat(log.with("WARN the row bm9WYWx1ZQ of kind owned")).hasSize(1);
        }
    }
}
