package dev.orgrelay.bench;

import dev.orgrelay.central.StrictApi;
import dev.orgrelay.mapping.Mapped;
import dev.orgrelay.message.Delivery;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.relay.Relay;
import dev.orgrelay.relay.TestRelay;
import dev.orgrelay.source.ConfiguredSources;
import dev.orgrelay.source.DeliveryContent;
import dev.orgrelay.source.Source;
import dev.orgrelay.source.Sources;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one event costs inside, without HTTP: verify, unwrap, map, decide. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PipelineBenchmark {

    private static final int EVENTS = 4096;
    private static final String MAPPING =
            "body.{'operation': 'create', 'id': data.id, 'displayName': data.displayName, 'eventId': id, 'occurredAt': time}";

    private final Delivery[] deliveries = new Delivery[EVENTS];
    private final Source vocabulary = source("cloudevents", "");
    private final Source mapped = source("cloudevents", MAPPING);
    private Relay relay;
    private int next;

    public PipelineBenchmark() {
        for (int number = 0; number < EVENTS; number++) {
            deliveries[number] = delivery(SignedEvent.number(number));
        }
    }

    /** HMAC over the body, JSON, CloudEvents, one of the types that need no mapping. */
    @Benchmark
    public DeliveryContent verifyAndUnwrap() {
        return content(vocabulary, delivery());
    }

    /** The same with a JSONata mapping, on a thread of its own as always. */
    @Benchmark
    public DeliveryContent verifyUnwrapAndMap() {
        return content(mapped, delivery());
    }

    /** All of it: the ledger, and a call to an application in memory. After all events a new relay, to which none is a duplicate. */
    @Benchmark
    public List<Outcome> verifyUnwrapAndDecide() {
        Delivery delivery = delivery();
        if (next == 0 || relay == null) {
            relay = TestRelay.of(new StrictApi(Integer.MAX_VALUE));
        }
        return relay.apply(changes(content(vocabulary, delivery))).await().indefinitely();
    }

    private Delivery delivery() {
        next = (next + 1) % EVENTS;
        return deliveries[next];
    }

    private static DeliveryContent content(Source source, Delivery delivery) {
        return source.verifyHead(delivery)
                .flatMap(proof -> source.receive(delivery, proof, delivery::body))
                .await()
                .indefinitely();
    }

    private static List<Change> changes(DeliveryContent content) {
        return content.match(handshake -> List.of(), messages -> messages.stream()
                .map(message -> ((Mapped.ToApply) message).change())
                .toList());
    }

    private static Delivery delivery(SignedEvent event) {
        return new Delivery(
                "POST",
                "http://127.0.0.1/api/events/bench",
                "",
                Map.of(),
                Map.of(
                        "content-type",
                        "application/cloudevents+json",
                        SignedEvent.SIGNATURE_HEADER.toLowerCase(Locale.ROOT),
                        event.signature()),
                event.body(),
                Instant.parse("2026-06-01T00:00:00Z"),
                Instant.now().plus(Duration.ofDays(1)));
    }

    private static Source source(String format, String mapping) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "orgrelay.sources.bench.format",
                format,
                "orgrelay.sources.bench.authentication.scheme",
                "github",
                "orgrelay.sources.bench.authentication.secrets",
                SignedEvent.SECRET));
        if (!mapping.isEmpty()) {
            settings.put("orgrelay.sources.bench.mapping", mapping);
        }
        Sources sources = ConfiguredSources.of(settings);
        return sources.named("bench").orElseThrow();
    }
}
