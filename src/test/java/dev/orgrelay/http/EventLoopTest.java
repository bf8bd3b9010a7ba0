package dev.orgrelay.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.message.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing that a stranger sends keeps an event loop busy, or another sender waiting. What counts is processor time, since a clock tells how busy the machine is. */
@QuarkusTest
@TestProfile(SendersProfile.class)
class EventLoopTest {

    private static final int WARM = 40;
    private static final int MEASURED = 20;

    /** To receive and answer a request of a megabyte, and to read what is not large. */
    private static final Duration LITTLE = Duration.ofMillis(15);

    private static final ServerSocket SILENT = silent();

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @ParameterizedTest
    @CsvSource({
        "keys, application/json, 1, 1000000, 401",
        "keys, application/json, 2, 1000000, 401",
        "keys, application/json, 32, 1000000, 401",
        "keys, application/json, 32, 1000, 401",
        "keys, application/x-www-form-urlencoded, 1, 1000000, 401",
        "default, application/x-www-form-urlencoded, 0, 1000000, 415",
        "default, application/json, 0, 1000000, 400",
        "default, application/json, 0, 60000, 400",
    })
    void aRequestTakesLittleOfAnEventLoop(String source, String type, int signatures, int length, int status)
            throws Exception {
        HttpRequest request = request("/api/events/" + source)
                .header("Content-Type", type)
                .header("webhook-id", "a")
                .header("webhook-timestamp", Long.toString(Instant.now().getEpochSecond()))
                .header("webhook-signature", String.join(" ", Collections.nCopies(signatures, signature())) + " ")
                .POST(BodyPublishers.ofString(body(type, length)))
                .build();
        send(request, status, WARM);

        long before = cpuOfEventLoops();
        send(request, status, MEASURED);
        Duration each = Duration.ofNanos((cpuOfEventLoops() - before) / MEASURED);

        System.out.printf(
                "%s, %s, %d signatures, %d bytes: %d µs of an event loop%n",
                source, type, signatures, length, each.toNanos() / 1_000);
        assertThat(each).isLessThan(LITTLE);
    }

    @Test
    void aFilterOfManyMembersTakesLittleOfAnEventLoop() throws Exception {
        String members = IntStream.range(0, 10_000)
                .mapToObj(i -> "{\"value\":\"m" + i + "\",\"type\":\"Group\"}")
                .collect(Collectors.joining(","));
        HttpRequest create = post("/api/scim/crews/Groups", "{\"displayName\":\"Crew\",\"members\":[" + members + "]}");
        HttpResponse<String> created = CLIENT.send(create, BodyHandlers.ofString());
        assertThat(created.statusCode()).isEqualTo(201);
        String remove = "{\"op\":\"remove\",\"path\":\"members[type eq \\\"User\\\"]\"}";
        HttpRequest patch = request("/api/scim/crews/Groups/"
                        + Json.read(created.body()).path("id").asText())
                .header("Content-Type", "application/json")
                .method(
                        "PATCH",
                        BodyPublishers.ofString(
                                "{\"Operations\":[" + String.join(",", Collections.nCopies(500, remove)) + "]}"))
                .build();
        send(patch, 204, 1);

        long before = cpuOfEventLoops();
        send(patch, 204, 2);
        Duration each = Duration.ofNanos((cpuOfEventLoops() - before) / 2);

        System.out.printf("a filter of many members: %d µs of an event loop%n", each.toNanos() / 1_000);
        assertThat(each).isLessThan(Duration.ofMillis(100));
    }

    @Test
    void whoWaitsForKeysKeepsNobodyElseWaiting() throws Exception {
        List<CompletableFuture<HttpResponse<Void>>> waiting = new ArrayList<>();
        String token = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"RS256\",\"kid\":\"made-up\"}".getBytes());
        for (int i = 0; i < 4; i++) {
            waiting.add(CLIENT.sendAsync(
                    request("/api/events/silent-tenant/Groups/a")
                            .header("Authorization", "Bearer " + token + ".e30.AAAA")
                            .build(),
                    BodyHandlers.discarding()));
        }

        for (int i = 0; i < 20; i++) {
            long start = System.nanoTime();
            assertThat(CLIENT.send(request("/q/health/live").build(), BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        }
        assertThat(waiting).allSatisfy(request -> assertThat(request).isNotDone());
        assertThat(waiting).extracting(request -> request.join().statusCode()).containsOnly(503);
    }

    @Test
    void aSenderThatIsSlowToLookUpKeepsNobodyElseWaitingAndIsBounded() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> slow = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            slow.add(CLIENT.sendAsync(
                    post("/api/events/silent-thin", "{\"id\":\"thin-" + i + "\"}"), BodyHandlers.ofString()));
        }

        for (int i = 0; i < 10; i++) {
            long start = System.nanoTime();
            assertThat(CLIENT.send(post("/api/events/mapped", "{}"), BodyHandlers.ofString())
                            .body())
                    .contains("ignored");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        }
        assertThat(slow).anySatisfy(request -> assertThat(request).isNotDone());
        List<HttpResponse<String>> answers =
                slow.stream().map(CompletableFuture::join).toList();
        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(503);
        assertThat(answers)
                .filteredOn(answer -> answer.body().contains("too many messages"))
                .hasSize(16);
        assertThat(answers)
                .filteredOn(answer -> answer.body().contains("the lookup took longer than 4000 ms"))
                .hasSize(64);
    }

    private static String body(String type, int length) {
        return type.contains("form") ? "a=1&".repeat(length / 4) : "[" + "7,".repeat(length / 2 - 2) + "7]";
    }

    private static String signature() {
        return "v1a," + Base64.getEncoder().encodeToString(new byte[64]);
    }

    private static void send(HttpRequest request, int status, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            assertThat(CLIENT.send(request, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(status);
        }
    }

    private static HttpRequest post(String path, String body) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + path));
    }

    private static long cpuOfEventLoops() {
        LongStream ids = Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith("vert.x-eventloop-thread"))
                .mapToLong(java.lang.management.ThreadInfo::getThreadId);
        return ids.map(THREADS::getThreadCpuTime).sum();
    }

    /** Some wait for somebody who takes connections and never says a word. */
    static Map<String, String> sources() {
        String silent = "http://127.0.0.1:" + SILENT.getLocalPort();
        Map<String, String> settings = new HashMap<>();
        String source = "orgrelay.sources.";
        settings.put(source + "keys.authentication.scheme", "standard-webhooks");
        settings.put(source + "keys.authentication.secrets", key() + "," + key() + "," + key());
        settings.put(source + "silent-tenant.preset", "scim");
        settings.put(source + "silent-tenant.authentication.scheme", "entra");
        settings.put(source + "silent-tenant.authentication.entra.tenant-id", "11111111-2222-4333-8444-555555555555");
        settings.put(source + "silent-tenant.authentication.entra.audience", "api://org-relay");
        settings.put(source + "silent-tenant.authentication.entra.roles", "Send");
        settings.put(source + "silent-tenant.authentication.entra.authority", silent);
        settings.put(source + "crews.preset", "scim");
        settings.put(source + "crews.authentication.scheme", "dangerous-none");
        for (String name : List.of("silent-thin", "mapped")) {
            settings.put(source + name + ".format", "json");
            settings.put(source + name + ".authentication.scheme", "dangerous-none");
        }
        settings.put(source + "silent-thin.mapping", "{'operation': 'refetch', 'id': body.id}");
        settings.put(source + "silent-thin.lookup.url", silent + "/{id}");
        settings.put(source + "silent-thin.lookup.mapping", "{'operation': 'ignore'}");
        settings.put(source + "silent-thin.lookup.timeout", "4s");
        settings.put(source + "mapped.mapping", "{'operation': 'ignore'}");
        return settings;
    }

    private static ServerSocket silent() {
        try {
            return new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String key() {
        try {
            byte[] encoded = KeyPairGenerator.getInstance("Ed25519")
                    .generateKeyPair()
                    .getPublic()
                    .getEncoded();
            return "whpk_"
                    + Base64.getEncoder()
                            .encodeToString(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
