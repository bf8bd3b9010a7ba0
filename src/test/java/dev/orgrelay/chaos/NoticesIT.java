package dev.orgrelay.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orgrelay.notice.NoticeReceiver;
import dev.orgrelay.notice.NoticeReceiver.Received;
import dev.orgrelay.storage.Azurite;
import dev.orgrelay.storage.OnAzurite;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An application is down while senders go on at three instances that share a table: whoever is to be told is told twice, whatever happens to him or to the instances. */
@OnAzurite
class NoticesIT {

    private static final boolean IS_LONG = Boolean.getBoolean("test.long");

    /** Longer than a circuit stays open, so that it is tried in between. */
    private static final Duration OUTAGE = Duration.ofSeconds(IS_LONG ? 60 : 8);

    /** Of a sender between two events. */
    private static final int PAUSE_MILLIS = IS_LONG ? 1 : 20;

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Azurite azurite = Azurite.start();
    private final NoticeReceiver receiver = new NoticeReceiver();
    private final Map<String, String> told = receiver.start();
    private final Instance sandbox =
            new Instance("told-of", Map.of(), List.of("-Dorgrelay.sandbox.enabled=true", "-Dquarkus.log.level=WARN"));
    private final Target target = new Target(sandbox);
    private final List<Instance> instances =
            IntStream.range(0, 3).mapToObj(this::relay).toList();
    private final AtomicInteger numbers = new AtomicInteger();
    private final ScheduledExecutorService senders = Executors.newScheduledThreadPool(instances.size());

    @BeforeEach
    void allIsWell() {
        Stream.concat(Stream.of(sandbox), instances.stream()).forEach(Instance::start);
        await().atMost(PATIENCE)
                .until(() -> sandbox.isReady() && instances.stream().allMatch(Instance::isReady));
        target.reset();
        target.limits("{\"requestsPerSecond\":0,\"organizations\":1000000}");
        NoticeReceiver.reset();
        instances.forEach(instance -> await().atMost(PATIENCE).until(() -> send(instance) == 200));
        instances.forEach(instance ->
                senders.scheduleWithFixedDelay(() -> send(instance), 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS));
    }

    @AfterEach
    void end() {
        senders.shutdownNow();
        Stream.concat(Stream.of(sandbox), instances.stream()).forEach(Instance::close);
        receiver.close();
        azurite.close();
    }

    @Test
    void anOutageIsTwoNotices() {
        target.fails("{'match':'*','status':500}");
        await().atMost(PATIENCE)
                .until(() -> !NoticeReceiver.taken("application.bad").isEmpty());
        stayDown();
        target.fails();
        await().atMost(PATIENCE)
                .until(() -> !NoticeReceiver.taken("application.well").isEmpty());

        nothingMoreIsTold();
    }

    @Test
    void bothAreToldLaterThoughNobodyListensAndAllInstancesEnd() {
        NoticeReceiver.answers(503);
        target.fails("{'match':'*','status':500}");
        await().atMost(PATIENCE).until(() -> !NoticeReceiver.all().isEmpty());
        if (IS_LONG) {
            stayDown();
        }
        target.fails();
        await().atMost(PATIENCE).until(() -> instances.stream()
                .allMatch(instance -> state(instance).equals("available")));
        // each has looked again since
        int tries = NoticeReceiver.all().size();
        await().atMost(PATIENCE).until(() -> NoticeReceiver.all().size() > tries + 1);
        senders.shutdown();
        instances.forEach(Instance::kill);
        assertThat(NoticeReceiver.taken()).isEmpty();
        NoticeReceiver.answers(204);
        instances.forEach(Instance::start);
        await().atMost(PATIENCE)
                .until(() -> !NoticeReceiver.taken("application.well").isEmpty());

        nothingMoreIsTold();
    }

    private static void stayDown() {
        await().pollDelay(OUTAGE).atMost(OUTAGE.plusSeconds(10)).until(() -> true);
    }

    /** What each instance is asked to send afterwards comes later than all that it had to. */
    private void nothingMoreIsTold() {
        for (int round = 0; round < 2; round++) {
            int before = NoticeReceiver.taken("test").size();
            instances.forEach(instance -> await().atMost(PATIENCE)
                    .until(() -> Http.call("POST", instance.url() + "/api/notices/test", "", Map.of())
                                    .status()
                            == 202));
            await().atMost(PATIENCE).until(() -> NoticeReceiver.taken("test").size() >= before + instances.size());
        }
        List<Received> notices = NoticeReceiver.taken().stream()
                .filter(one -> !one.type().equals("test"))
                .toList();

        assertThat(notices).extracting(Received::type).containsExactly("application.bad", "application.well");
        assertThat(notices.get(0).data().path("state").asText()).isEqualTo("circuit-open");
        assertThat(NoticeReceiver.all()).allMatch(Received::isSigned);
        assertThat(NoticeReceiver.all().stream().map(Received::id).distinct())
                .hasSize(notices.size() + NoticeReceiver.taken("test").size());
    }

    private static String state(Instance instance) {
        return Http.get(instance.url() + "/api/status")
                .at("/applications/0/state")
                .asText();
    }

    private int send(Instance instance) {
        String id = "n-" + numbers.incrementAndGet();
        return Http.call(
                        "POST",
                        instance.url() + "/api/events/default",
                        "{\"specversion\":\"1.0\",\"id\":\"" + id
                                + "\",\"source\":\"/it\",\"type\":\"organization.created\"," + "\"data\":{\"id\":\""
                                + id + "\",\"displayName\":\"N\"}}",
                        Map.of("content-type", "application/cloudevents+json"))
                .status();
    }

    private Instance relay(int number) {
        return new Instance(
                "told-" + number,
                Map.of("AzureWebJobsStorage", azurite.connectionString()),
                List.of(
                        "-Dorgrelay.ledger=table",
                        "-Dorgrelay.order.effect-within=2s",
                        "-Dorgrelay.order.clock-difference=1s",
                        "-Dorgrelay.storage.lease=5s",
                        "-Dorgrelay.dangerous-open-operator-api=true",
                        "-Dorgrelay.notices.url=" + told.get("orgrelay.notices.url"),
                        "-Dorgrelay.notices.secrets=" + NoticeReceiver.SECRETS,
                        "-Dorgrelay.applications.default.url=" + sandbox.url() + "/sandbox",
                        "-Dorgrelay.applications.default.api-token=SharedAccessSignature sr=a&sig=b&skn=c&se=4102444800000",
                        "-Dorgrelay.applications.default.requests-per-second=1000",
                        "-Dorgrelay.applications.default.connect-timeout=200ms",
                        "-Dorgrelay.applications.default.response-timeout=800ms",
                        "-Dorgrelay.applications.default.retry-for=500ms",
                        "-Dorgrelay.sources.default.authentication.scheme=dangerous-none"));
    }
}
