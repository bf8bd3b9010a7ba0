package dev.orgrelay.chaos;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.storage.Azurite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Two applications, some instances of Org Relay between them and their senders, and the storage account that the instances share. */
final class Landscape implements AutoCloseable {

    /** Each source with what it proves itself by. */
    static final Map<String, Map<String, String>> SOURCES = Map.of(
            "hr", Map.of("x-api-key", "a-key-of-hunter2"),
            "crm", Map.of("authorization", "Bearer a-key-of-hunter3"),
            "erp", Map.of("x-erp-key", "a-key-of-hunter4"));

    /** What a source of the change queue is named after the other of the same sender. */
    static final String LATER = "-later";

    /** A request that takes so long has its effect after its caller has given up, but still in time. */
    static final Duration LATE = Duration.ofMillis(1_500);

    /** As long as an instance blocks an organization that is killed while it changes it. */
    static final Duration LEASE = Duration.ofSeconds(5);

    private static final Duration START = Duration.ofSeconds(90);

    private final Azurite azurite = Azurite.start();
    private final Instance northern = sandbox("north");
    private final Instance southern = sandbox("south");
    private final List<Instance> instances;

    /**
     * @param instances how many
     * @param patience how long the change queue tries something
     */
    Landscape(int instances, Duration patience) {
        List<String> settings = settings(patience);
        Map<String, String> account = Map.of("AzureWebJobsStorage", azurite.connectionString());
        this.instances = IntStream.range(0, instances)
                .mapToObj(i -> new Instance("relay-" + i, account, settings))
                .toList();
        Stream.concat(Stream.of(northern, southern), this.instances.stream()).forEach(Instance::start);
        await().atMost(START).until(() -> northern.isReady() && southern.isReady());
        await().atMost(START).until(() -> this.instances.stream().allMatch(Instance::isReady));
    }

    Target north() {
        return new Target(northern);
    }

    Target south() {
        return new Target(southern);
    }

    Azurite azurite() {
        return azurite;
    }

    String url(int instance) {
        return instances.get(instance).url();
    }

    /** The URL of one of the instances, which may be dead. */
    String anyUrl() {
        return url(ThreadLocalRandom.current().nextInt(instances.size()));
    }

    /** The URL of one of those that are up. */
    String anyUrlThatIsUp() {
        List<String> urls =
                instances.stream().filter(Instance::isUp).map(Instance::url).toList();
        return urls.get(ThreadLocalRandom.current().nextInt(urls.size()));
    }

    /** Kills one of the instances, and starts it again a moment later. */
    void killOne(Random random) {
        Instance victim = instances.get(random.nextInt(instances.size()));
        victim.kill();
        await().pollDelay(Duration.ofMillis(300)).until(() -> true);
        victim.start();
        await().atMost(START).until(victim::isReady);
    }

    /** The dead letters of some sources, by their ids. */
    Map<String, JsonNode> deadLetters(Set<String> sources) {
        String url = url(0);
        Map<String, JsonNode> letters = new HashMap<>();
        String next = "/api/dead-letters?limit=100";
        while (!next.isEmpty()) {
            JsonNode page = Http.get(url + next);
            page.path("value").forEach(letter -> {
                if (sources.contains(letter.path("provenance").path("source").asText())) {
                    letters.put(letter.path("id").asText(), letter);
                }
            });
            next = page.path("nextLink").asText("");
        }
        return letters;
    }

    @Override
    public void close() {
        Stream.concat(Stream.of(northern, southern), instances.stream()).forEach(Instance::close);
        azurite.close();
    }

    private static Instance sandbox(String name) {
        return new Instance(name, Map.of(), List.of("-Dorgrelay.sandbox.enabled=true", "-Dquarkus.log.level=WARN"));
    }

    private List<String> settings(Duration patience) {
        List<String> settings = new ArrayList<>(List.of(
                "-Dorgrelay.ledger=table",
                "-Dorgrelay.order.effect-within=2s",
                "-Dorgrelay.order.clock-difference=1s",
                "-Dorgrelay.storage.lease=" + LEASE.toSeconds() + "s",
                "-Dorgrelay.queue.give-up-after=" + patience.toSeconds() + "s",
                "-Dorgrelay.dangerous-open-operator-api=true"));
        settings.addAll(application("north", northern));
        settings.addAll(application("south", southern));
        for (String way : List.of("", LATER)) {
            settings.addAll(source("hr" + way, "north", "scheme=header"));
            settings.addAll(source("crm" + way, "south", "scheme=bearer"));
            settings.addAll(source("erp" + way, "south", "scheme=header"));
            settings.add("-Dorgrelay.sources.hr" + way + ".authentication.secrets=a-key-of-hunter2");
            settings.add("-Dorgrelay.sources.crm" + way + ".authentication.secrets=a-key-of-hunter3");
            settings.add("-Dorgrelay.sources.erp" + way + ".authentication.header=x-erp-key");
            settings.add("-Dorgrelay.sources.erp" + way + ".authentication.secrets=a-key-of-hunter4");
        }
        settings.addAll(source("default", "north", "scheme=dangerous-none"));
        return settings;
    }

    private static List<String> application(String name, Instance sandbox) {
        String key = "-Dorgrelay.applications." + name + ".";
        return List.of(
                key + "url=" + sandbox.url() + "/sandbox",
                key + "api-token=SharedAccessSignature sr=a&sig=b&skn=c&se=4102444800000",
                key + "requests-per-second=1000",
                key + "connect-timeout=200ms",
                key + "response-timeout=800ms",
                key + "retry-for=3s");
    }

    private static List<String> source(String name, String application, String authentication) {
        String key = "-Dorgrelay.sources." + name + ".";
        return List.of(
                key + "application=" + application,
                key + "delivery=" + (name.endsWith(LATER) ? "queue" : "direct"),
                key + "authentication." + authentication);
    }
}
