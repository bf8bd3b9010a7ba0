package dev.orgrelay.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.http.MixedDeliveries;
import dev.orgrelay.http.SendersProfile;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

@OnAzurite
@QuarkusTest
@TestProfile(MixedDeliveriesInTableTest.InTable.class)
class MixedDeliveriesInTableTest extends MixedDeliveries {

    @Inject
    Storage storage;

    @Override
    protected String raw() {
        StringBuilder rows = new StringBuilder();
        Map<String, String> next = Map.of();
        do {
            EntityPage page =
                    storage.table("journal").query(new HashMap<>(next)).await().indefinitely();
            page.properties().forEach(rows::append);
            next = page.next();
        } while (!next.isEmpty());
        assertThat(rows).contains("mx-");
        return rows.toString();
    }

    /** The same senders, with everything that is kept in Azurite. */
    public static class InTable extends SendersProfile {

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Tables.class));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    /** Azurite for its tables. */
    public static class Tables implements QuarkusTestResourceLifecycleManager {

        private Azurite azurite;

        @Override
        public Map<String, String> start() {
            azurite = Azurite.start();
            return Map.of(
                    "orgrelay.journal", "table",
                    "orgrelay.ledger", "table",
                    "AzureWebJobsStorage", azurite.connectionString());
        }

        @Override
        public void stop() {
            azurite.close();
        }
    }
}
