package dev.orgrelay.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgrelay.message.IntakeException.Malformed;
import dev.orgrelay.message.IntakeException.UnsupportedMediaType;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EitherReaderTest {

    private static final String CLOUD = "{\"specversion\":\"1.0\",\"id\":\"c\",\"source\":\"s\",\"type\":\"t\"}";
    private static final String GRID = "{\"id\":\"g\",\"subject\":\"\",\"eventType\":\"t\"}";

    private final EventsReader reader = EventsReader.either();

    @Test
    void theShapeDecidesUnderPlainJson() {
        assertThat(reader.read(Deliveries.typed("application/json", CLOUD)))
                .extracting(Event::id)
                .containsExactly("c");
        assertThat(reader.read(Deliveries.typed("application/json", GRID)))
                .extracting(Event::id)
                .containsExactly("g");
        assertThat(reader.read(Deliveries.of(Map.of(), "[" + GRID + "," + CLOUD + "]")))
                .extracting(Event::id)
                .containsExactly("g", "c");
        assertThat(reader.read(Deliveries.typed("application/json", "[]"))).isEmpty();
    }

    @Test
    void theContentTypeDecidesFirst() {
        assertThatThrownBy(() -> reader.read(Deliveries.typed("application/cloudevents+json", GRID)))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("specversion");
        assertThatThrownBy(() -> reader.read(Deliveries.typed("application/cloudevents+xml", CLOUD)))
                .isInstanceOf(UnsupportedMediaType.class);
    }

    @Test
    void headersOfBinaryModeDecideSecond() {
        assertThat(reader.read(Deliveries.binary(Map.of(), CLOUD)))
                .singleElement()
                .satisfies(event -> assertThat(event.id()).isEqualTo("7f1c"))
                .satisfies(event -> assertThat(event.data()).isEqualTo(Json.read(CLOUD)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "1", "null", "\"specversion\"", "[1]", "[[]]", "{\"event\":\"hired\"}"})
    void whatIsNeitherIsMalformed(String body) {
        assertThatThrownBy(() -> reader.read(Deliveries.typed("application/json", body)))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("neither a CloudEvent (no specversion) nor an Event Grid event (no eventType)");
    }

    @Test
    void aDocumentIsReadWithoutARequest() {
        assertThat(reader.read(Json.read(CLOUD))).extracting(Event::id).containsExactly("c");
        assertThat(reader.read(Json.read("[" + CLOUD + "," + GRID + "]")))
                .extracting(Event::id)
                .containsExactly("c", "g");
    }

    @Test
    void otherMediaTypesAreNotRead() {
        assertThatThrownBy(() -> reader.read(Deliveries.typed("application/x-www-form-urlencoded", "a=b")))
                .isInstanceOf(UnsupportedMediaType.class);
    }
}
