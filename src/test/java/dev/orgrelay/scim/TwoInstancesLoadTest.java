package dev.orgrelay.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orgrelay.central.Applications;
import dev.orgrelay.http.SandboxControl;
import dev.orgrelay.intake.Intake;
import dev.orgrelay.relay.Records;
import dev.orgrelay.source.Sources;
import dev.orgrelay.storage.AzuriteProfile;
import dev.orgrelay.storage.OnAzurite;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two instances on one table, which are read while groups change through both. */
@OnAzurite
@QuarkusTest
@TestProfile(AzuriteProfile.class)
class TwoInstancesLoadTest {

    private static final Duration TIME = Duration.ofSeconds(Boolean.getBoolean("test.long") ? 60 : 6);
    private static final int READS_PER_SECOND = 25;
    private static final int GROUPS_BEFORE = 50;

    @Inject
    Records records;

    @Inject
    Applications applications;

    @Inject
    Intake intake;

    @Inject
    Sources sources;

    private final String family = "Loaded " + System.nanoTime();
    private final ConcurrentLinkedQueue<Long> millis = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final Set<String> left = new TreeSet<>();
    private List<TestInstance> instances;

    @BeforeEach
    void start() {
        SandboxControl.reset();
        instances = List.of(instance(), instance());
    }

    private TestInstance instance() {
        return TestInstance.of(
                records, applications, intake, sources.named("groups").orElseThrow(), sources);
    }

    @Test
    void listsAgreeAndReadsCostNoCallEach() {
        for (int i = 0; i < GROUPS_BEFORE; i++) {
            left.add(instances.get(i % 2).created(family + " before " + i));
        }
        int before = SandboxControl.requests().get("list");
        long start = System.nanoTime();
        ScheduledExecutorService readers = Executors.newScheduledThreadPool(1);
        AtomicInteger reads = new AtomicInteger();
        readers.scheduleAtFixedRate(
                () -> read(reads.getAndIncrement()), 0, 1_000 / READS_PER_SECOND, TimeUnit.MILLISECONDS);
        List<CompletableFuture<Integer>> changers = new ArrayList<>();
        for (int i = 0; i < instances.size(); i++) {
            int number = i;
            changers.add(CompletableFuture.supplyAsync(() -> change(number, start + TIME.toNanos())));
        }
        int changes = changers.stream().mapToInt(CompletableFuture::join).sum();
        readers.shutdownNow();
        await().atMost(Duration.ofSeconds(30)).until(() -> millis.size() + failures.size() >= reads.get());

        double seconds = (System.nanoTime() - start) / 1e9;
        int lists = SandboxControl.requests().get("list") - before;
        List<Long> sorted = millis.stream().sorted().toList();
        long p99 = sorted.get(sorted.size() * 99 / 100);
        String figures = "%d reads in %.0f s, p50 %d ms, p99 %d ms, slowest %d ms; %d changes; %d lists"
                .formatted(
                        sorted.size(),
                        seconds,
                        sorted.get(sorted.size() / 2),
                        p99,
                        sorted.get(sorted.size() - 1),
                        changes,
                        lists);
        System.out.println(figures);
        assertThat(failures).as(figures).isEmpty();
        assertThat(sorted).as(figures).hasSizeGreaterThan((int) (TIME.toSeconds() * READS_PER_SECOND * 0.8));
        assertThat(lists).as(figures).isLessThanOrEqualTo(instances.size() * ((int) (seconds / 3) + 2));
        assertThat(p99).as(figures).isLessThan(5_000);
        for (TestInstance instance : instances) {
            assertThat(all(instance)).as(figures).containsExactlyElementsOf(left);
        }
        for (TestInstance another : List.of(instance(), instance())) { // what IoT Central holds itself
            assertThat(all(another)).containsExactlyElementsOf(left);
        }
    }

    /** Whoever reads waits for no other reader. */
    private void read(int number) {
        long begun = System.nanoTime();
        TestInstance instance = instances.get(number % 2);
        String filter = number % 3 == 0
                ? "displayName sw \"" + family + "\""
                : "displayName eq \"" + family + " before " + number % GROUPS_BEFORE + "\"";
        instance.find(filter)
                .subscribe()
                .with(
                        ids -> {
                            millis.add((System.nanoTime() - begun) / 1_000_000);
                            if (number % 3 != 0 && ids.size() != 1) {
                                failures.add(new AssertionError(filter + " finds " + ids));
                            }
                        },
                        failures::add);
    }

    /** Makes, renames, fills and deletes groups, each of which the other instance sees at once. */
    private int change(int number, long end) {
        TestInstance mine = instances.get(number);
        TestInstance other = instances.get(1 - number);
        int changes = 0;
        int groups = 0;
        while (System.nanoTime() < end) {
            String name = family + " by " + number + ", " + groups;
            String id = mine.created(name);
            assertThat(other.ids(name)).containsExactly(id);
            other.patch(id, "{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"" + name + " renamed\"}");
            assertThat(mine.ids(name)).isEmpty();
            mine.patch(id, "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"u\"}]}");
            changes += 3;
            if (++groups % 3 > 0) {
                other.send("DELETE", "Groups/" + id, "");
                assertThat(mine.ids(name + " renamed")).isEmpty();
                changes++;
            } else {
                synchronized (left) {
                    left.add(id);
                }
            }
        }
        return changes;
    }

    private List<String> all(TestInstance instance) {
        return instance.find("displayName sw \"" + family + "\"").await().atMost(Duration.ofSeconds(30)).stream()
                .sorted()
                .toList();
    }
}
