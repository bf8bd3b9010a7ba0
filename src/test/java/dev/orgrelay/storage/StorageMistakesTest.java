package dev.orgrelay.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.configuration.FailedStart;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StorageMistakesTest {

    private static final Map<String, String> RIGHT = Map.of(
            "orgrelay.ledger", "table",
            "orgrelay.storage.connection-string", "UseDevelopmentStorage=true");

    @Test
    void aRightConfigurationHasNone() {
        assertThat(ConfiguredStorage.of(RIGHT).mistakes()).isEmpty();
        assertThat(ConfiguredStorage.of(Map.of()).mistakes()).isEmpty();
    }

    @Test
    void anAccountThatNothingUsesIsNotLookedAt() {
        assertThat(ConfiguredStorage.of(Map.of("orgrelay.storage.connection-string", "nonsense"))
                        .mistakes())
                .isEmpty();
    }

    @Test
    void theQueueNeedsAnAccountEvenIfNothingElseDoes() {
        assertThat(ConfiguredStorage.of(Map.of()).mistakesOfQueue())
                .singleElement()
                .asString()
                .startsWith("orgrelay.storage.connection-string is not set");
    }

    @Test
    void deadLettersAreWhereTheLedgerIsUnlessSomebodySaysOtherwise() {
        assertThat(ConfiguredStorage.of(RIGHT).keepsDeadLetters()).isTrue();
        Storage apart = ConfiguredStorage.of(with("orgrelay.dead-letters", "memory"));
        assertThat(apart.keepsLedger()).isTrue();
        assertThat(apart.keepsDeadLetters()).isFalse();
    }

    @Test
    void eachMistakeIsOneLineThatSaysWhatIsAllowed() {
        mistake("orgrelay.ledger", "redis", "orgrelay.ledger = redis: allowed are memory, table");
        mistake("orgrelay.dead-letters", "disk", "orgrelay.dead-letters = disk: allowed are memory, table");
        mistake("table-prefix", "1st", "table-prefix = 1st: allowed are 1 to 40 letters and digits, a letter first");
        mistake("queue", "Changes", "queue = Changes: allowed are 3 to 63 of a-z, 0-9 and single hyphens between them");
        mistake("queue", "a--b", "queue = a--b: allowed are 3 to 63 of a-z, 0-9 and single hyphens between them");
        mistake("retention", "4d", "retention = PT96H: allowed is more than 4 days, like 30d");
        mistake(
                "lease",
                "24s",
                "lease = PT24S: allowed is orgrelay.order.effect-within and twice orgrelay.order.clock-difference, PT25S,"
                        + " or more, like 30s");
        mistake("connect-timeout", "0s", "connect-timeout = PT0S: allowed is a millisecond or more, like 500ms or 2s");
        mistake(
                "response-timeout",
                "-1s",
                "response-timeout = PT-1S: allowed is a millisecond or more, like 500ms or 2s");
    }

    @Test
    void aLedgerInATableNeedsToKnowWhereTablesAre() {
        String queuesOnly = "QueueEndpoint=https://contoso.queue.core.windows.net;SharedAccessSignature=sv=1&sig=abc";

        assertThat(ConfiguredStorage.of(with("orgrelay.storage.connection-string", queuesOnly))
                        .mistakes())
                .containsExactly("orgrelay.storage.table-endpoint is not set: the connection string has none either,"
                        + " allowed is a URL like https://contoso.table.core.windows.net");
    }

    private static void mistake(String key, String value, String line) {
        String whole = key.startsWith("orgrelay.") ? "" : "orgrelay.storage.";
        assertThat(FailedStart.lines(
                        () -> ConfiguredStorage.of(with(whole + key, value)).mistakes()))
                .contains(whole + line);
    }

    private static Map<String, String> with(String key, String value) {
        Map<String, String> properties = new HashMap<>(RIGHT);
        properties.put(key, value);
        return properties;
    }
}
