package dev.orgrelay.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.orgrelay.organization.Change;
import dev.orgrelay.relay.ChangeMessage;
import dev.orgrelay.relay.ChangeQueue;
import dev.orgrelay.relay.Changes;
import dev.orgrelay.relay.QueuedChanges;
import dev.orgrelay.storage.FaultyConnections.Fault;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnAzurite
@QuarkusTest
@TestProfile(AzuriteProfile.class)
class StorageQueueTest {

    private static final Change CHANGE = Changes.create("seattle", "Zürich & <Seattle>", "washington", 1);

    @Inject
    Storage storage;

    @Inject
    ChangeQueue configured;

    @BeforeEach
    void healthy() {
        AzuriteProfile.healthy();
    }

    @Test
    void aChangeComesOutAsItWasPutIn() throws IOException {
        QueuedChanges queued =
                new QueuedChanges(CHANGE, 3, Optional.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));

        queue("whole").put(queued, Duration.ZERO).await().indefinitely();

        List<String> messages = messages("whole");
        assertThat(messages).hasSize(1);
        JsonNode message = new ObjectMapper().readTree(messages.get(0));
        assertThat(ChangeMessage.read(message)).isEqualTo(CHANGE);
        assertThat(message.path("attempts").asInt()).isEqualTo(3);
        assertThat(message.path("traceparent").asText()).startsWith("00-0af7");
    }

    @Test
    void aDelayedChangeIsOutOfSight() {
        queue("delayed").put(queued(CHANGE), Duration.ofMinutes(5)).await().indefinitely();
        queue("delayed").put(queued(CHANGE), Duration.ofDays(30)).await().indefinitely();

        assertThat(messages("delayed")).isEmpty();
    }

    @Test
    void itsLengthCountsWhatIsOutOfSightToo() {
        assertThat(queue("length").length().await().indefinitely()).isZero();
        queue("length").put(queued(CHANGE), Duration.ZERO).await().indefinitely();
        queue("length").put(queued(CHANGE), Duration.ofMinutes(5)).await().indefinitely();

        assertThat(queue("length").length().await().indefinitely()).isEqualTo(2);
    }

    @Test
    void theConfiguredQueueIsTheOneThatTheFunctionReads() {
        configured.put(queued(CHANGE), Duration.ZERO).await().indefinitely();

        assertThat(allMessages("organization-changes"))
                .contains(ChangeMessage.write(queued(CHANGE)).toString());
    }

    @Test
    void theLargestChangeIsStoredAndALargerOneIsRefusedForGood() {
        QueuedChanges largest = queued(named(ChangeMessage.MOST_BYTES - size(named(0))));
        QueuedChanges larger = queued(named(ChangeMessage.MOST_BYTES - size(named(0)) + 1));

        queue("large").put(largest, Duration.ZERO).await().indefinitely();
        assertThat(messages("large")).hasSize(1);
        assertThatThrownBy(
                        () -> queue("large").put(larger, Duration.ZERO).await().indefinitely())
                .isInstanceOf(ChangeQueue.TooLargeException.class)
                .hasMessage("the change has 49153 bytes as a message; the change queue takes 49152");
    }

    @Test
    void aQueueThatCannotBeReachedSaysSo() {
        for (Fault fault : List.of(Fault.RESET, Fault.SILENCE, Fault.GARBAGE)) {
            AzuriteProfile.Resource.queues().fault(fault);

            assertThatThrownBy(() -> queue("down")
                            .put(queued(CHANGE), Duration.ZERO)
                            .await()
                            .indefinitely())
                    .isInstanceOf(StorageException.class);
        }
        AzuriteProfile.healthy();
        queue("down").put(queued(CHANGE), Duration.ZERO).await().indefinitely();
    }

    private ChangeQueue queue(String name) {
        return new StorageQueue(storage, name);
    }

    /** Other tests put messages there, too. */
    private static List<String> allMessages(String queue) {
        List<String> all = new ArrayList<>();
        for (List<String> some = messages(queue); !some.isEmpty(); some = messages(queue)) {
            all.addAll(some);
        }
        return all;
    }

    private static List<String> messages(String queue) {
        return AzuriteProfile.Resource.azurite().takeMessages(queue);
    }

    private static QueuedChanges queued(Change change) {
        return new QueuedChanges(change, 0, Optional.empty());
    }

    private static int size(Change change) {
        return ChangeMessage.write(queued(change)).toString().length();
    }

    private static Change named(int length) {
        return Changes.rename("seattle", "n" + "x".repeat(length), 1);
    }
}
