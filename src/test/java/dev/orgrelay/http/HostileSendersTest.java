package dev.orgrelay.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages that are made to keep the relay busy are answered in time and say why, and others do not notice them. */
@QuarkusTest
@TestProfile(SendersProfile.class)
class HostileSendersTest {

    /** Five seconds of mapping, and what a busy machine adds. */
    private static final Duration IN_TIME = Duration.ofSeconds(12);

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final int A_MEBIBYTE = 1024 * 1024 - 200;

    @BeforeEach
    void reset() {
        SandboxControl.reset();
    }

    static Stream<Arguments> messages() {
        return Stream.of(
                arguments("people", "application/json", nested(A_MEBIBYTE / 2), "nested deeper than 64"),
                arguments("people", "application/json", wide("[".repeat(60) + "]".repeat(60)), "no 'data.events'"),
                arguments("later", "application/json", wide("[[[[[]]]]]"), "elements, a mapping reads at most 20000"),
                arguments("slow", "application/json", "{\"text\":\"" + "a".repeat(60) + "\"}", "takes too long"),
                arguments("slow", "application/json", "{\"text\":\"" + "a".repeat(900_000) + "\"}", "takes too long"),
                arguments(
                        "people",
                        "application/json",
                        "{\"data\":{\"events\":[" + "{},".repeat(9_999) + "{}]}}",
                        "one request may hold 5000 messages, this one has 10000"),
                arguments(
                        "clouds",
                        "application/cloudevents-batch+json",
                        "[" + "{},".repeat(9_999) + "{}]",
                        "one request may hold 5000 events, this one has 10000"));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aHostileMessageIsTurnedAwayInTimeWithAReason(String source, String type, String body, String reason) {
        long start = System.nanoTime();

        HttpResponse<String> answer = send(source, type, body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(reason).hasSizeLessThan(600);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(IN_TIME);
    }

    @Test
    void otherSendersAreServedMeanwhile() {
        List<CompletableFuture<Integer>> hostile = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            hostile.add(CompletableFuture.supplyAsync(
                    () -> send("slow", "application/json", "{\"text\":\"" + "a".repeat(60) + "\"}")
                            .statusCode()));
        }

        long start = System.nanoTime();
        int served = 0;
        while (hostile.stream().anyMatch(request -> !request.isDone()) && served < 50) {
            assertThat(send("people", "application/json", "{\"data\":{\"events\":[{\"verb\":\"hired\"}]}}")
                            .body())
                    .contains("\"outcome\":\"ignored\"");
            served++;
        }
        Duration each = Duration.ofNanos((System.nanoTime() - start) / Math.max(1, served));

        assertThat(served).isPositive();
        assertThat(each).isLessThan(Duration.ofSeconds(2));
        assertThat(hostile)
                .extracting(CompletableFuture::join)
                .isSubsetOf(400, 503)
                .contains(400);
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    private static String wide(String element) {
        String separated = element + ",";
        return "{\"deep\":[" + separated.repeat(A_MEBIBYTE / separated.length() - 1) + "0]}";
    }

    /** Without REST Assured, which takes longer for a large body than the server. */
    private static HttpResponse<String> send(String source, String type, String body) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + RestAssured.port + "/api/events/" + source))
                .header("x-api-key", "hunter2")
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return CLIENT.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join();
    }
}
