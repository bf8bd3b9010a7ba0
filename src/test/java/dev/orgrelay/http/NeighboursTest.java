package dev.orgrelay.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Two applications: what one of them does is nothing to the other. */
@QuarkusTest
@TestProfile(SendersProfile.class)
class NeighboursTest {

    private static final int HANGING = 60;

    @TestHTTPResource("/")
    URI root;

    private final List<CompletableFuture<HttpResponse<String>>> sent = new ArrayList<>();
    private final HttpClient sender =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeEach
    void warmUpAndHang() {
        SandboxControl.reset();
        SandboxControl.limits("{\"requestsPerSecond\":0,\"organizations\":100000}");
        batch("{\"at\":\"quick\",\"id\":\"nb-warm-a\"}", "{\"at\":\"stuck\",\"id\":\"nb-warm-b\"}")
                .join();
        SandboxControl.faults("[{\"match\":\"PUT /api/organizations/nb-slow-\",\"action\":\"hang\"}]");
    }

    /** What hangs now would be counted as a call of another test later. */
    @AfterEach
    void letEverythingEnd() {
        SandboxControl.noFaults();
        CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
    }

    @Test
    void inOneBatchTheChangesOfTheOneDoNotWaitForThoseOfTheOther() {
        CompletableFuture<HttpResponse<String>> answer = batch(
                "{\"at\":\"stuck\",\"id\":\"nb-slow-0\"}",
                "{\"at\":\"quick\",\"id\":\"nb-quick-a\"}",
                "{\"at\":\"stuck\",\"id\":\"nb-slow-1\"}",
                "{\"at\":\"quick\",\"id\":\"nb-quick-b\"}");

        await().atMost(Duration.ofSeconds(10))
                .until(() -> SandboxControl.organization("nb-quick-b").isPresent());

        assertThat(answer).isNotDone();
        assertThat(SandboxControl.organization("nb-quick-a")).isPresent();
    }

    @Test
    void whileEveryConnectionOfTheOneHangsTheOtherIsServed() {
        List<CompletableFuture<HttpResponse<String>>> hanging = hangEverywhere();

        int served = 0;
        while (served < 20 && hanging.stream().noneMatch(CompletableFuture::isDone)) {
            assertThat(quick("nb-served-" + served++)).isEqualTo(200);
        }

        assertThat(served).isEqualTo(20);
    }

    /** Not in the build, because it needs a machine that does nothing else: {@code ./mvnw test -Dtest=NeighboursTest -Dmeasure=true}. */
    @Test
    @EnabledIfSystemProperty(named = "measure", matches = "true")
    void theLatencyOfTheOneIsWithinAFifthOfWhatItIsWithoutTheOther() {
        measure(1_000, "nb-warm");
        List<Long> undisturbed = new ArrayList<>();
        List<Long> disturbed = new ArrayList<>();
        for (int round = 0; round < 6; round++) {
            undisturbed.addAll(measure(500, "nb-calm-" + round));
            List<CompletableFuture<HttpResponse<String>>> hanging = hangEverywhere();
            disturbed.addAll(measure(500, "nb-busy-" + round));
            assertThat(hanging).isNotEmpty();
            CompletableFuture.allOf(hanging.toArray(CompletableFuture[]::new)).join();
        }

        System.out.printf(
                "p50 %d us undisturbed, %d us disturbed; p99 %d us undisturbed, %d us disturbed%n",
                percentile(undisturbed, 50),
                percentile(disturbed, 50),
                percentile(undisturbed, 99),
                percentile(disturbed, 99));
        assertThat(percentile(disturbed, 99)).isLessThanOrEqualTo(percentile(undisturbed, 99) * 12 / 10);
    }

    /** Takes every connection of the slow application. */
    private List<CompletableFuture<HttpResponse<String>>> hangEverywhere() {
        return IntStream.range(0, HANGING)
                .mapToObj(i -> put("nb-slow-" + i, "slow"))
                .toList();
    }

    private List<Long> measure(int samples, String prefix) {
        List<Long> micros = new ArrayList<>();
        for (int i = 0; i < samples; i++) {
            long start = System.nanoTime();
            assertThat(quick(prefix + "-" + i)).isEqualTo(200);
            micros.add((System.nanoTime() - start) / 1000);
        }
        return micros;
    }

    private static long percentile(List<Long> values, int percent) {
        return values.stream()
                .sorted()
                .skip((long) values.size() * percent / 100)
                .findFirst()
                .orElseThrow();
    }

    private int quick(String id) {
        return put(id, "default").join().statusCode();
    }

    private CompletableFuture<HttpResponse<String>> put(String id, String application) {
        return send(HttpRequest.newBuilder(root.resolve("/api/organizations/" + id + "?application=" + application))
                .PUT(HttpRequest.BodyPublishers.ofString("{\"displayName\":\"" + id + "\"}")));
    }

    private CompletableFuture<HttpResponse<String>> batch(String... messages) {
        return send(HttpRequest.newBuilder(root.resolve("/api/events/neighbours"))
                .header("x-api-key", "a-key-of-hunter2")
                .POST(HttpRequest.BodyPublishers.ofString("[" + String.join(",", messages) + "]")));
    }

    private CompletableFuture<HttpResponse<String>> send(HttpRequest.Builder request) {
        CompletableFuture<HttpResponse<String>> answer = sender.sendAsync(
                request.header("content-type", "application/json").build(), HttpResponse.BodyHandlers.ofString());
        sent.add(answer);
        return answer;
    }
}
