package dev.orgrelay.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.orgrelay.central.StrictApi;
import dev.orgrelay.fetch.snapshot.SnapshotException;
import dev.orgrelay.journal.TestJournal;
import dev.orgrelay.reconcile.ReconcileRules;
import dev.orgrelay.relay.TestRelay;
import dev.orgrelay.source.ConfiguredSources;
import dev.orgrelay.source.Source;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A source's snapshot, read over HTTP, becomes what the application holds. */
class SnapshotReconcileTest {

    private final StrictApi api = new StrictApi(200);
    private final Clock clock = Clock.systemUTC();
    private final TestJournal journal = new TestJournal(clock);
    private final TestRelay relay = new TestRelay(api.client(), clock);
    private final SnapshotReconcile reconcile = new SnapshotReconcile(
            ReconcileRules.reconciler(relay, clock, journal.observer()),
            ReconcileRules.of(
                    Map.of("orgrelay.reconcile.policy", "sync", "orgrelay.reconcile.max-delete-percent", "50")),
            journal.recorder());

    private HttpServer sender;
    private volatile String units;

    @BeforeEach
    void start() throws IOException {
        sender = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sender.createContext("/units", exchange -> {
            byte[] body = units.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        sender.start();
    }

    @AfterEach
    void stop() {
        sender.stop(0);
    }

    @Test
    void theApplicationBecomesWhatTheSourceHas() {
        units = "[{'id':'us','name':'USA'},{'id':'wa','name':'Washington','above':'us'}]";
        assertThat(run()).isEqualTo("default: 2 created, 0 updated, 0 deleted, 0 failed, 0 held");

        units = "[{'id':'us','name':'United States'}]";
        assertThat(run()).isEqualTo("default: 0 created, 1 updated, 1 deleted, 0 failed, 0 held");
        assertThat(api.state()).containsOnly(Map.entry("us", "United States under null"));
    }

    @Test
    void aRunIsRecordedWithAMessageForEachStepAlsoIfThereIsNoSnapshot() {
        units = "[{'id':'us','name':'USA'},{'id':'wa','name':'Washington','above':'us'}]";
        run();
        assertThat(journal.newest().path("kind").asText()).isEqualTo("reconcile");
        assertThat(journal.newest().path("detail").asText()).startsWith("default: 2 created");
        assertThat(journal.newest().path("outcomes")).hasSize(2);

        units = "nothing that is JSON";
        assertThatThrownBy(this::run).isNotNull();
        assertThat(journal.newest().path("status").asInt()).isEqualTo(503);
        assertThat(journal.newest().path("outcomes").path(0).path("outcome").asText())
                .isEqualTo("turned-away");
    }

    @Test
    void whatWouldDeleteTooMuchIsHeldAndTold() {
        units = "[{'id':'us','name':'USA'},{'id':'de','name':'Germany'},{'id':'fr','name':'France'}]";
        run();

        units = "[{'id':'us','name':'USA'}]";
        assertThat(run()).isEqualTo("default: 0 created, 0 updated, 0 deleted, 0 failed, 2 held");
        assertThat(api.state()).containsOnlyKeys("us", "de", "fr");
    }

    @Test
    void anApplicationThatFailsDoesNotKeepTheOthersFromIt() {
        units = "[{'id':'us','name':'USA','at':'away'},{'id':'de','name':'Germany','at':'here'}]";

        assertThatThrownBy(this::run)
                .isInstanceOf(UnfinishedReconcile.class)
                .hasMessage("away: no application 'away' is configured; default: 1 created, 0 updated, 0 deleted,"
                        + " 0 failed, 0 held");
        assertThat(api.state()).containsOnlyKeys("de");
    }

    @Test
    void whatIsLeftToBeDoneSaysWhenItCanBeDone() {
        api.behave(call -> call.startsWith("PUT") ? StrictApi.Fate.FAILED : StrictApi.Fate.ANSWERED, Runnable::run);
        units = "[{'id':'us','name':'USA'}]";

        assertThatThrownBy(this::run)
                .isInstanceOfSatisfying(UnfinishedReconcile.class, left -> assertThat(left.retryAfter())
                        .isPresent())
                .hasMessageContaining("1 failed");
    }

    @Test
    void anEmptySnapshotChangesNothing() {
        units = "[{'id':'us','name':'USA'}]";
        run();

        units = "[]";
        assertThatThrownBy(this::run).hasRootCauseInstanceOf(SnapshotException.class);
        assertThat(api.state()).containsOnlyKeys("us");
    }

    private String run() {
        units = units.replace('\'', '"');
        return reconcile.run(source()).await().atMost(Duration.ofSeconds(10));
    }

    private Source source() {
        String key = "orgrelay.sources.hr.";
        return ConfiguredSources.of(Map.of(
                        key + "authentication.scheme", "dangerous-none",
                        key + "format", "json",
                        key + "mapping", "{'operation': 'resync'}",
                        key + "snapshot.url",
                                "http://127.0.0.1:" + sender.getAddress().getPort() + "/units",
                        key + "snapshot.mapping",
                                "body.{'operation': 'create', 'id': id, 'displayName': name, 'parent': above,"
                                        + " 'tenant': at ? at : 'here'}",
                        key + "tenants.away", "away",
                        key + "tenants.here", "default",
                        key + "application", "default"))
                .named("hr")
                .orElseThrow();
    }
}
