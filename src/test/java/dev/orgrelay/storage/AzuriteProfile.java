package dev.orgrelay.storage;

import dev.orgrelay.storage.FaultyConnections.Fault;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ledger and dead letters in Azurite, reached over a way that can be made to fail. */
public class AzuriteProfile implements QuarkusTestProfile {

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(Resource.class));
    }

    @Override
    public boolean disableGlobalTestResources() {
        return true;
    }

    /** Azurite and the way to it. */
    public static class Resource implements QuarkusTestResourceLifecycleManager {

        private static FaultyConnections tables;
        private static FaultyConnections queues;
        private static Azurite azurite;

        static FaultyConnections tables() {
            return tables;
        }

        static Azurite azurite() {
            return azurite;
        }

        static FaultyConnections queues() {
            return queues;
        }

        @Override
        public Map<String, String> start() {
            azurite = Azurite.start();
            tables = new FaultyConnections(azurite.tablePort());
            queues = new FaultyConnections(azurite.queuePort());
            return new HashMap<>(Map.of(
                    "orgrelay.ledger", "table",
                    "AzureWebJobsStorage", Azurite.connectionString(tables.port(), queues.port()),
                    "orgrelay.storage.response-timeout", "1s",
                    "orgrelay.applications.default.url", "http://127.0.0.1:8081/sandbox",
                    "orgrelay.applications.default.api-token",
                            "SharedAccessSignature sr=a&sig=b&skn=c&se=4102444800000",
                    "orgrelay.applications.default.requests-per-second", "1000"));
        }

        @Override
        public void stop() {
            tables.close();
            queues.close();
            azurite.close();
        }
    }

    static void healthy() {
        Resource.tables().fault(Fault.NONE);
        Resource.queues().fault(Fault.NONE);
    }
}
