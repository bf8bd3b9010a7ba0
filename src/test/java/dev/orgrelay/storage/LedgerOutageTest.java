package dev.orgrelay.storage;

import static dev.orgrelay.http.TestEvents.created;
import static dev.orgrelay.http.TestEvents.renamed;
import static dev.orgrelay.http.TestEvents.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.orgrelay.http.SandboxControl;
import dev.orgrelay.relay.DeadLetters;
import dev.orgrelay.storage.FaultyConnections.Fault;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The running application while the storage account behaves, and while it does not. */
@OnAzurite
@QuarkusTest
@TestProfile(AzuriteProfile.class)
class LedgerOutageTest {

    @Inject
    DeadLetters letters;

    @BeforeEach
    void healthy() {
        AzuriteProfile.healthy();
        SandboxControl.reset();
    }

    @Test
    void anEventIsRememberedInTheTable() {
        String event = created("lo-dup", "Seattle", null);

        send(event).then().statusCode(200).body("outcomes[0].outcome", equalTo("applied"));
        send(event).then().statusCode(200).body("outcomes[0].outcome", equalTo("duplicate"));

        assertThat(SandboxControl.requests()).containsEntry("create", 1);
    }

    @Test
    void anEventCostsTwoCallsOnceItsOrganizationIsKnownAndADuplicateNone() {
        send(created("lo-cost", "Seattle", null)).then().statusCode(200);
        String event = renamed("lo-cost", "Seattle Sales");
        int before = AzuriteProfile.Resource.tables().requests();

        send(event).then().statusCode(200);
        assertThat(AzuriteProfile.Resource.tables().requests() - before).isEqualTo(2);
        send(event).then().statusCode(200).body("outcomes[0].outcome", equalTo("duplicate"));
        assertThat(AzuriteProfile.Resource.tables().requests() - before).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"RESET", "SILENCE", "GARBAGE"})
    void whileTheLedgerIsOutOfReachNothingIsSentAndTheEventComesAgain(Fault fault) {
        String id = "lo-down-" + fault.name().toLowerCase(Locale.ROOT);
        String event = created(id, "Seattle", null);
        AzuriteProfile.Resource.tables().fault(fault);

        Response answer = send(event);

        answer.then().statusCode(503).body("outcomes[0].outcome", equalTo("deferred"));
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
        assertThat(SandboxControl.allRequests()).isZero();
        AzuriteProfile.healthy();
        send(event).then().statusCode(200).body("outcomes[0].outcome", equalTo("applied"));
        assertThat(SandboxControl.organization(id)).contains("Seattle under null");
    }

    @ParameterizedTest
    @EnumSource(names = {"RESET", "SILENCE", "GARBAGE", "LOST_ANSWER"})
    void aLedgerThatIsLostWhileAChangeIsUnderWaySendsItBackAndLetsItThroughAgain(Fault fault) {
        String id = "lo-half-" + fault.ordinal();
        String event = created(id, "Seattle", null);
        SandboxControl.faults("[{\"match\":\"PUT\",\"action\":\"continue\",\"delayMs\":1000,\"times\":1}]");

        CompletableFuture<Response> answer = CompletableFuture.supplyAsync(() -> send(event));
        await().atMost(Duration.ofSeconds(10)).until(() -> SandboxControl.allRequests() == 1);
        AzuriteProfile.Resource.tables().fault(fault);

        answer.join().then().statusCode(503);
        AzuriteProfile.healthy();
        send(event).then().statusCode(200);
        assertThat(SandboxControl.organization(id)).contains("Seattle under null");
        send(event).then().statusCode(200).body("outcomes[0].outcome", equalTo("duplicate"));
    }

    @Test
    void aThousandDeliveriesOfOneEventAtOnceAreOneCall() {
        String event = created("lo-burst", "Seattle", null);
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + "/api/events"))
                .header("Content-Type", "application/cloudevents+json")
                .POST(HttpRequest.BodyPublishers.ofString(event))
                .build();

        List<Integer> statuses = IntStream.range(0, 1000)
                .mapToObj(i -> client.sendAsync(request, HttpResponse.BodyHandlers.discarding()))
                .toList()
                .stream()
                .map(answer -> answer.join().statusCode())
                .toList();

        assertThat(statuses).containsOnly(200);
        assertThat(SandboxControl.requests()).containsEntry("create", 1);
    }

    @Test
    void aRefusedChangeIsADeadLetterInTheTable() {
        SandboxControl.faults("[{\"match\":\"PUT\",\"status\":422}]");
        String id = send(created("lo-dead", "Seattle", null))
                .then()
                .statusCode(200)
                .extract()
                .path("outcomes[0].deadLetter");
        AzuriteProfile.Resource.tables().fault(Fault.RESET);
        send(created("lo-dead-2", "Seattle", null)).then().statusCode(503);
        AzuriteProfile.healthy();

        assertThat(letters.find(id).await().indefinitely())
                .map(letter -> letter.organization().orElseThrow())
                .contains("lo-dead");
    }
}
