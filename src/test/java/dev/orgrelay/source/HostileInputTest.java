package dev.orgrelay.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.mapping.OrganizationEvents;
import dev.orgrelay.message.Deliveries;
import dev.orgrelay.message.Delivery;
import dev.orgrelay.message.Event;
import dev.orgrelay.message.EventsReader;
import dev.orgrelay.message.IntakeException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever arrives is either read or turned away: nothing else may come out. Seeds are fixed, so a failure can be repeated. */
class HostileInputTest {

    private static final int ROUNDS = 4_000;

    private static final List<String> DOCUMENTS = List.of(
            "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"organization.created\",\"time\":\"2026-11-23T10:00:00.5+02:00\","
                    + "\"subject\":\"a/seattle\",\"datacontenttype\":\"application/json\",\"data\":{\"id\":\"seattle\",\"displayName\":\"Bürö \\ud83c\\udfe2\"}}",
            "[{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"organization.updated\",\"data_base64\":\""
                    + Base64.getEncoder()
                            .encodeToString("{\"id\":\"seattle\",\"parent\":null,\"n\":[1.5e3,-0,12345678901234567890]}"
                                    .getBytes(StandardCharsets.UTF_8))
                    + "\"}]",
            "[{\"id\":\"1\",\"topic\":\"t\",\"subject\":\"/o/seattle\",\"eventType\":\"Organization.Upserted\",\"eventTime\":\"2026-11-23T10:00:00Z\",\"data\":{\"displayName\":\"S\",\"parent\":\"x\"}}]",
            "[{\"id\":\"1\",\"subject\":\"\",\"eventType\":\"Microsoft.EventGrid.SubscriptionValidationEvent\",\"data\":{\"validationCode\":\"c\"}}]");

    private static final List<String> CONTENT_TYPES = List.of(
            "application/json",
            "application/json; charset=utf-8",
            "application/json; charset=\"utf-16\"",
            "application/json; charset=utf-32",
            "application/json; charset=x-JISAutoDetect",
            "application/cloudevents+json",
            "application/cloudevents-batch+json; charset=iso-2022-jp",
            "application/cloudevents",
            "text/plain");

    private static final List<String> HEADERS = List.of(
            "ce-id",
            "ce-source",
            "ce-type",
            "ce-specversion",
            "ce-time",
            "ce-subject",
            "ce-datacontenttype",
            "ce-",
            "ce-ext",
            "ce-x-y",
            "webhook-request-origin",
            "webhook-request-rate");

    private static final List<String> FRAGMENTS = List.of(
            "%",
            "%C3",
            "\"",
            "\\",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "null",
            "1e999999999",
            "-",
            "\\ud800",
            "\\u0000",
            "\u0000",
            "9".repeat(300),
            "[".repeat(500),
            "{\"a\":".repeat(500),
            "\"data\":1,",
            "2016-12-31T23:59:60Z",
            "\uFEFF",
            "=",
            ";",
            "charset=",
            " ");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void onlyIntakeExceptionsComeOut(long seed) {
        Random random = new Random(seed);
        int readable = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Delivery delivery = new Delivery(
                    "POST", "https://relay.example/", "", Map.of(), headers(random), body(random), Deliveries.NOW);
            for (EventsReader reader :
                    List.of(EventsReader.either(), EventsReader.cloudEvents(), EventsReader.eventGrid())) {
                readable += isReadable(reader, delivery, "seed " + seed + ", round " + round) ? 1 : 0;
            }
        }
        assertThat(readable).as("some of it must get through").isGreaterThan(ROUNDS / 100);
    }

    private static boolean isReadable(EventsReader reader, Delivery delivery, String which) {
        try {
            List<Event> events = reader.read(delivery);
            EventGridHandshake.answer(delivery);
            WebHookHandshake.answer(delivery, List.of("*"));
            events.forEach(event -> assertThat(new OrganizationEvents().map(event, "s", "a", Deliveries.NOW))
                    .isNotNull());
            return true;
        } catch (IntakeException turnedAway) {
            assertThat(turnedAway.getMessage()).as(which).isNotBlank().hasSizeLessThanOrEqualTo(200);
            return false;
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError(which, e);
        }
    }

    private static Map<String, String> headers(Random random) {
        Map<String, String> headers = new HashMap<>();
        oneIn(random, 8, () -> null, () -> pick(random, CONTENT_TYPES))
                .ifPresent(type -> headers.put("content-type", random.nextInt(6) == 0 ? mutated(random, type) : type));
        if (random.nextInt(3) == 0) {
            headers.putAll(Deliveries.binary(Map.of(), "").headers());
        }
        for (int i = random.nextInt(3) - 1; i > 0; i--) {
            headers.put(pick(random, HEADERS), mutated(random, "2026-11-23T10:00:00Z"));
        }
        return headers;
    }

    private static byte[] body(Random random) {
        if (random.nextInt(10) == 0) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            return noise;
        }
        String text = pick(random, DOCUMENTS);
        for (int i = random.nextInt(3); i > 0; i--) {
            text = mutated(random, text);
        }
        byte[] body = text.getBytes(random.nextInt(20) == 0 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
        if (random.nextInt(4) == 0) {
            body[random.nextInt(body.length)] = (byte) random.nextInt();
        }
        return body;
    }

    /** Something put in, taken out, or put in the place of something. */
    private static String mutated(Random random, String text) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(4));
        String middle = random.nextInt(3) == 0 ? "" : pick(random, FRAGMENTS);
        String mutated = text.substring(0, from) + middle + text.substring(to);
        return mutated.isEmpty() ? "x" : mutated;
    }

    private static Optional<String> oneIn(Random random, int chances, Supplier<String> rare, Supplier<String> usual) {
        return Optional.ofNullable(random.nextInt(chances) == 0 ? rare.get() : usual.get());
    }

    private static String pick(Random random, List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
