package dev.orgrelay.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Operation;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Original;
import dev.orgrelay.organization.Provenance;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueuedChangesMessageTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void aQueuedChangeComesBackAsItWentIn() throws Exception {
        QueuedChanges queued = new QueuedChanges(create("Seattle", "{\"as\":\"it came\"}"), 3, Optional.of(TRACE));

        String text = ChangeMessage.write(queued).toString();

        assertThat(ChangeMessage.readQueued(JSON.readTree(text))).isEqualTo(queued);
        assertThat(ChangeMessage.isOne(JSON.readTree(text))).isTrue();
    }

    @Test
    void severalComeBackInTheirOrder() throws Exception {
        QueuedChanges queued = new QueuedChanges(
                List.of(create("Seattle", "{\"one\":1}"), create("Seattle Sales", "{\"two\":2}")),
                3,
                Optional.of(TRACE));

        JsonNode message = JSON.readTree(ChangeMessage.write(queued).toString());

        assertThat(ChangeMessage.isOne(message)).isTrue();
        assertThat(ChangeMessage.readQueued(message)).isEqualTo(queued);
    }

    @Test
    void aChangeWithoutAPastCanBePutThereByHand() throws Exception {
        JsonNode message =
                JSON.readTree(ChangeMessage.write(create("Seattle", "unused")).toString());

        QueuedChanges queued = ChangeMessage.readQueued(message);

        assertThat(queued.attempts()).isZero();
        assertThat(queued.traceparent()).isEmpty();
        assertThat(queued.changes().get(0).provenance().original()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\nx: y"
            })
    void whatIsNoTraceIsLeftOut(String traceparent) {
        assertThat(new QueuedChanges(create("Seattle", ""), 0, Optional.of(traceparent)).traceparent())
                .isEmpty();
    }

    @Test
    void theMessageGivesWayWhenTheChangeNeedsTheRoom() throws Exception {
        QueuedChanges queued = new QueuedChanges(create("x".repeat(40_000), "y".repeat(10_000)), 0, Optional.of(TRACE));

        JsonNode message = ChangeMessage.write(queued);

        assertThat(message.toString().getBytes(StandardCharsets.UTF_8).length)
                .isLessThanOrEqualTo(ChangeMessage.MOST_BYTES);
        assertThat(ChangeMessage.readQueued(message).changes().get(0).displayName())
                .contains("x".repeat(40_000));
        assertThat(message.path("message").asText()).startsWith("yyy").endsWith("… (cut off here)");
    }

    @Test
    void aMessageOfWhichNothingHasRoomIsLeftOut() {
        QueuedChanges queued = new QueuedChanges(create("x".repeat(48_700), "y".repeat(10_000)), 0, Optional.of(TRACE));

        JsonNode message = ChangeMessage.write(queued);

        assertThat(message.has("message")).isFalse();
        assertThat(ChangeMessage.readQueued(message).changes()).hasSize(1);
    }

    private static Change create(String name, String message) {
        Provenance provenance = new Provenance(
                "hr",
                Operation.CREATE,
                Optional.of("/hr"),
                Optional.of("7f1c"),
                Optional.of(Changes.HOUR),
                Changes.HOUR,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(message).filter(text -> !text.isEmpty()).map(Original::new));
        return new Change.Create("default", new OrganizationId("seattle"), name, Optional.empty(), provenance);
    }
}
