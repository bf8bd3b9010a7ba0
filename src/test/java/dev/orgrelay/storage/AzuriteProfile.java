package dev.orgrelay.storage;

import dev.orgrelay.identity.TokenServer;
import dev.orgrelay.relay.MovedClock;
import dev.orgrelay.storage.FaultyConnections.Fault;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Ledger, dead letters and change queue in Azurite, and access tokens that live a second: all reached over ways that can be made to fail. */
public class AzuriteProfile implements QuarkusTestProfile {

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(Resource.class));
    }

    @Override
    public boolean disableGlobalTestResources() {
        return true;
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(MovedClock.class);
    }

    /** Azurite and the way to it. */
    public static class Resource implements QuarkusTestResourceLifecycleManager {

        private static final int TOKENS = 1_000;

        private static FaultyConnections tables;
        private static FaultyConnections queues;
        private static FaultyConnections tokens;
        private static TokenServer issuer;
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

        static FaultyConnections tokens() {
            return tokens;
        }

        @Override
        public Map<String, String> start() {
            azurite = Azurite.start();
            tables = new FaultyConnections(azurite.tablePort());
            queues = new FaultyConnections(azurite.queuePort());
            issuer = new TokenServer();
            tokens = new FaultyConnections(issuer.port());
            for (int i = 0; i < TOKENS; i++) {
                issuer.answer(200, "{\"access_token\":\"token-" + i + "\",\"expires_in\":1,\"token_type\":\"Bearer\"}");
            }
            Map<String, String> settings = new HashMap<>(Map.of(
                    "orgrelay.ledger", "table",
                    "AzureWebJobsStorage", Azurite.connectionString(tables.port(), queues.port()),
                    "orgrelay.storage.response-timeout", "1s",
                    "orgrelay.applications.default.url", "http://127.0.0.1:${quarkus.http.test-port}/sandbox",
                    "orgrelay.applications.default.api-token",
                            "SharedAccessSignature sr=a&sig=b&skn=c&se=4102444800000",
                    "orgrelay.applications.default.requests-per-second", "1000"));
            settings.putAll(Map.of(
                    "orgrelay.sources.waiting.delivery", "queue",
                    "orgrelay.sources.waiting.authentication.scheme", "dangerous-none",
                    "orgrelay.sources.identified.application", "identified",
                    "orgrelay.sources.identified.authentication.scheme", "dangerous-none",
                    "orgrelay.applications.identified.url", "http://127.0.0.1:${quarkus.http.test-port}/sandbox",
                    "orgrelay.applications.identified.credential", "managed-identity",
                    "orgrelay.applications.identified.requests-per-second", "1000",
                    "orgrelay.applications.identified.retry-for", "500ms",
                    "orgrelay.identity.endpoint", "http://127.0.0.1:" + tokens.port() + "/token",
                    "orgrelay.identity.timeout", "1s"));
            for (String source : List.of("later", "later-queued", "later-elsewhere")) {
                String key = "orgrelay.sources." + source + ".";
                settings.put(key + "authentication.scheme", "dangerous-none");
                settings.put(key + "format", "json");
                settings.put(key + "messages", ".");
                settings.put(key + "future", "defer");
                settings.put(key + "zone", "Europe/Berlin");
                settings.put(key + "delivery", source.equals("later-queued") ? "queue" : "direct");
                settings.put(
                        key + "mapping",
                        "body.{'operation': op, 'id': id, 'displayName': name, 'parent': parent, 'eventId': event, 'occurredAt': at}");
            }
            settings.put("orgrelay.sources.groups.preset", "scim");
            settings.put("orgrelay.sources.groups.authentication.scheme", "dangerous-none");
            settings.put("orgrelay.sources.replayed.preset", "scim");
            settings.put("orgrelay.sources.replayed.authentication.scheme", "dangerous-none");
            settings.put("orgrelay.sources.replayed.application", "hasty");
            settings.put("orgrelay.applications.hasty.url", "http://127.0.0.1:${quarkus.http.test-port}/sandbox");
            settings.put(
                    "orgrelay.applications.hasty.api-token", "SharedAccessSignature sr=a&sig=b&skn=c&se=4102444800000");
            settings.put("orgrelay.applications.hasty.requests-per-second", "1000");
            settings.put("orgrelay.applications.hasty.retry-for", "1ms");
            return settings;
        }

        @Override
        public void stop() {
            tables.close();
            queues.close();
            tokens.close();
            issuer.close();
            azurite.close();
        }
    }

    static void healthy() {
        Resource.tables().fault(Fault.NONE);
        Resource.queues().fault(Fault.NONE);
        Resource.tokens().fault(Fault.NONE);
    }
}
