package dev.orgrelay.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.InvalidContentException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeMessageTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Change> changes() {
        return Stream.of(
                Changes.create("seattle", "Seattle", "washington", 1),
                Changes.create("seattle", "Büro \"東京\"", null, 1),
                Changes.rename("seattle", "Seattle Sales", 2),
                Changes.move("seattle", "oregon", 3),
                Changes.move("seattle", null, 4),
                Changes.delete("seattle", 5));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aChangeComesBackAsItWentIn(Change change) throws Exception {
        String text = ChangeMessage.write(change).toString();

        assertThat(ChangeMessage.isOne(JSON.readTree(text))).isTrue();
        assertThat(ChangeMessage.read(JSON.readTree(text))).isEqualTo(change);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"change\":\"explode\",\"application\":\"default\",\"organization\":\"seattle\",\"provenance\":{\"source\":\"hr\",\"operation\":\"create\",\"receivedAt\":\"2026-11-23T10:00:00Z\"}}",
                "{\"change\":\"create\",\"application\":\"default\",\"organization\":\"seattle\",\"provenance\":{\"source\":\"hr\",\"operation\":\"create\",\"receivedAt\":\"2026-11-23T10:00:00Z\"}}",
                "{\"change\":\"delete\",\"application\":\"default\",\"organization\":\"SEATTLE\",\"provenance\":{\"source\":\"hr\",\"operation\":\"create\",\"receivedAt\":\"2026-11-23T10:00:00Z\"}}",
                "{\"change\":\"delete\",\"application\":\"default\",\"organization\":\"seattle\",\"provenance\":{\"source\":\"hr\",\"operation\":\"create\",\"receivedAt\":\"yesterday\"}}",
                "{\"change\":\"delete\",\"application\":\"default\",\"organization\":\"seattle\"}",
                "{\"change\":\"delete\"}"
            })
    void whatIsNoWholeChangeIsRefused(String text) {
        assertThatThrownBy(() -> ChangeMessage.read(JSON.readTree(text))).isInstanceOf(InvalidContentException.class);
    }

    @Test
    void anEventIsNoChangeMessage() throws Exception {
        assertThat(ChangeMessage.isOne(JSON.readTree("{\"specversion\":\"1.0\"}")))
                .isFalse();
    }
}
