package dev.orgrelay.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.message.Deliveries;
import dev.orgrelay.message.Delivery;
import dev.orgrelay.message.Event;
import dev.orgrelay.message.EventsReader;
import dev.orgrelay.message.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Messages collected elsewhere; without them there is nothing to test. */
class SampleMessagesTest {

    private static final Path SAMPLES = Path.of("../shared");

    private final EventsReader reader = EventsReader.either();

    @Test
    void aBatchOfCloudEventsIsRead() throws IOException {
        List<Event> events = reader.read(request("events/cloudevents-batch.json"));

        assertThat(events).extracting(Event::id).containsExactly("1", "2");
        assertThat(events)
                .extracting(event -> event.data().path("id").textValue())
                .containsExactly("hr-78", "hr-79");
        assertThat(events).extracting(Event::subject).containsExactly(Optional.empty(), Optional.empty());
    }

    @Test
    void aCloudEventInBinaryModeIsRead() throws IOException {
        Event event = reader.read(request("events/cloudevents-binary.json")).get(0);

        assertThat(event.subject()).contains("Büro München");
        assertThat(event.data().path("name").textValue()).isEqualTo("Büro München");
    }

    @Test
    void aCloudEventUnderPlainJsonIsRead() throws IOException {
        assertThat(reader.read(request("events/auth0-organization.created.json")))
                .extracting(Event::id)
                .containsExactly("evt_0123456789abcdef");
    }

    @Test
    void eventGridIsAnsweredItsValidation() throws IOException {
        JsonNode expected = sample("azure-functions/payloads/webhook-eventgrid-validation-response.json");

        Delivery asked = Deliveries.of(
                Map.of(),
                sample("azure-functions/payloads/webhook-eventgrid-validation.json")
                        .toString());

        assertThat(EventGridHandshake.answer(asked).flatMap(HandshakeAnswer::body))
                .contains(expected.toString());
        assertThat(EventGridHandshake.answer(request("events/eventgrid-SubscriptionValidation.json")))
                .isPresent();
    }

    @Test
    void aWebHookIsAnsweredItsRequestForPermission() throws IOException {
        JsonNode expected = sample("events/cloudevents-webhook-options.json").at("/expect/response/headers");

        HandshakeAnswer answer = WebHookHandshake.answer(
                request("events/cloudevents-webhook-options.json"), List.of("eventgrid.azure.net"));

        assertThat(answer.headers()).hasSize(expected.size());
        answer.headers().forEach((name, value) -> assertThat(expected.path(name).textValue())
                .isEqualTo(value));
    }

    @Test
    void eventsOfStorageAreRead() throws IOException {
        assertThat(reader.read(sample("azure-functions/payloads/webhook-cloudevent-blobcreated.json")))
                .extracting(Event::type)
                .containsExactly("Microsoft.Storage.BlobCreated");
        assertThat(reader.read(sample("azure-functions/payloads/webhook-eventgrid-blobcreated.json")))
                .extracting(Event::type)
                .containsExactly("Microsoft.Storage.BlobCreated");
    }

    private static Delivery request(String file) throws IOException {
        JsonNode request = sample(file).path("request");
        Map<String, String> headers = new TreeMap<>();
        request.path("headers")
                .properties()
                .forEach(header -> headers.put(
                        header.getKey().toLowerCase(Locale.ROOT),
                        header.getValue().textValue()));
        return Deliveries.of(headers, request.path("body").toString());
    }

    private static JsonNode sample(String file) throws IOException {
        Path path = SAMPLES.resolve(file);
        assumeTrue(Files.exists(path), "no samples here");
        return Json.read(Files.readAllBytes(path));
    }
}
