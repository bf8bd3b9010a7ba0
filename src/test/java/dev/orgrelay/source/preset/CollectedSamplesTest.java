package dev.orgrelay.source.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.mapping.Mapped;
import dev.orgrelay.message.Delivery;
import dev.orgrelay.message.Json;
import dev.orgrelay.organization.Provenance;
import dev.orgrelay.source.ConfiguredSources;
import dev.orgrelay.source.DeliveryContent;
import dev.orgrelay.source.HandshakeAnswer;
import dev.orgrelay.source.Source;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Messages of real senders that were collected elsewhere, all of them, through a source that has nothing but a preset. */
class CollectedSamplesTest {

    private static final Path SAMPLES = Path.of("../shared/events");
    private static final String VECTORS = "signatures.json";

    @TestFactory
    Stream<DynamicTest> aCollectedMessageSaysWhatIsExpected() throws IOException {
        assumeTrue(Files.isDirectory(SAMPLES), "no samples here");
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files
                    .filter(file -> file.toString().endsWith(".json") && !file.endsWith(VECTORS))
                    .sorted()
                    .toList()
                    .stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> run(file)));
        }
    }

    private static void run(Path file) throws IOException {
        JsonNode sample = Json.read(Files.readAllBytes(file));
        Source source = source(preset(file.getFileName().toString()));
        Delivery delivery = delivery(sample.path("request"));
        if (sample.path("expect").path("operation").asText().equals("handshake")) {
            verify(answer(source, delivery), sample.path("expect").path("response"));
        } else {
            verify(messages(received(source, delivery)), expected(sample.path("expect")));
        }
    }

    private static Source source(String preset) {
        String key = "orgrelay.sources.sample.";
        return ConfiguredSources.of(Map.of(
                        key + "preset", preset,
                        key + "authentication.scheme", "dangerous-none",
                        key + "authentication.secrets", "none"))
                .named("sample")
                .orElseThrow();
    }

    private static String preset(String sample) {
        if (sample.contains("-scim-")) {
            return "scim";
        }
        String name = sample.replace("eventgrid-", "event-grid-").replace("slack-", "slack-style-");
        return PresetFolder.all().stream()
                .map(PresetFolder::name)
                .filter(preset -> name.startsWith(preset + "-"))
                .max(Comparator.comparing(String::length))
                .orElseThrow();
    }

    /** A query in the path of a sample is a query. */
    private static Delivery delivery(JsonNode request) {
        Delivery delivery = PresetRun.delivery(request);
        int question = delivery.path().indexOf('?');
        if (question < 0) {
            return delivery;
        }
        String[] parameter = delivery.path().substring(question + 1).split("=", 2);
        String value = URLDecoder.decode(parameter[1], StandardCharsets.UTF_8);
        return new Delivery(
                delivery.method(),
                delivery.url(),
                delivery.path().substring(0, question),
                Map.of(parameter[0], value),
                delivery.headers(),
                delivery.body(),
                delivery.receivedAt());
    }

    private static HandshakeAnswer answer(Source source, Delivery delivery) {
        return switch (delivery.method()) {
            case "OPTIONS" -> source.options(delivery);
            case "GET" -> source.handshake(delivery).orElseThrow();
            default ->
                received(source, delivery)
                        .match(Optional::of, messages -> Optional.<HandshakeAnswer>empty())
                        .orElseThrow();
        };
    }

    private static DeliveryContent received(Source source, Delivery delivery) {
        return source.handshake(delivery)
                .<DeliveryContent>map(DeliveryContent.Handshake::new)
                .orElseGet(() -> source.verifyHead(delivery)
                        .flatMap(proof -> source.receive(delivery, proof, delivery::body))
                        .await()
                        .indefinitely());
    }

    private static void verify(HandshakeAnswer answer, JsonNode expected) {
        assertThat(answer.status()).isEqualTo(expected.path("status").asInt(200));
        expected.path("headers").properties().forEach(header -> assertThat(answer.headers())
                .containsEntry(header.getKey(), header.getValue().textValue()));
        JsonNode body = expected.path("body");
        if (body.isTextual()) {
            assertThat(answer.body()).contains(body.textValue());
            assertThat(answer.headers().get("Content-Type"))
                    .startsWith(expected.path("contentType").textValue());
        } else if (body.isObject()) {
            assertThat(answer.body().map(Json::read)).contains(body);
        }
    }

    private static List<Mapped> messages(DeliveryContent reception) {
        return reception.match(handshake -> List.of(), messages -> messages);
    }

    private static void verify(List<Mapped> mapped, List<JsonNode> expected) {
        for (JsonNode message : expected) {
            assertThat(mapped).anySatisfy(actual -> verify(actual, message));
        }
    }

    private static void verify(Mapped message, JsonNode expected) {
        Provenance provenance = message.provenance();
        assertThat(provenance.operation().word())
                .isEqualTo(expected.path("operation").textValue());
        verify(provenance.sourceId(), expected, "sourceId");
        verify(provenance.parentSourceId(), expected, "parentId");
        verify(provenance.tenant(), expected, "tenant");
        verify(provenance.eventId(), expected, "eventId");
        verify(provenance.occurredAt().map(Object::toString), expected, "occurredAt");
        if (!expected.path("operation").asText().equals("delete")) {
            verify(Optional.ofNullable(Said.by(message).get("displayName")), expected, "displayName");
        }
    }

    /** What a sample does not name may be anything. */
    private static void verify(Optional<String> actual, JsonNode expected, String member) {
        Optional.ofNullable(expected.path(member).textValue())
                .ifPresent(text -> assertThat(actual).contains(text));
    }

    private static List<JsonNode> expected(JsonNode expect) {
        List<JsonNode> events = new ArrayList<>();
        expect.path("events").forEach(events::add);
        return events.isEmpty() ? List.of(expect) : events;
    }
}
