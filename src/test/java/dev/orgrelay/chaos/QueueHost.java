package dev.orgrelay.chaos;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.orgrelay.storage.Azurite;
import dev.orgrelay.storage.AzuriteQueue;
import dev.orgrelay.storage.AzuriteQueue.Message;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the Functions host does with a queue and its poison queue: calls the function with each message, deletes what it took, lets the rest be seen again, and
 * gives up after five times. It does not call a handler that is being started. Only the waits are shorter.
 */
final class QueueHost implements AutoCloseable {

    static final String QUEUE = "organization-changes";

    private static final int MOST_DEQUEUES = 5;
    private static final int AT_ONCE = 8;
    private static final int TAKEN_TOGETHER = 2;
    private static final int LEASE_SECONDS = 120;
    private static final int AGAIN_AFTER_SECONDS = 1;
    private static final Map<String, String> JSON = Map.of("content-type", "application/json");

    private final Landscape landscape;
    private final AzuriteQueue queue;
    private final AzuriteQueue poison;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(AT_ONCE + 1);
    private final Answers answers = new Answers();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger poisoned = new AtomicInteger();
    private final Set<String> troubles = ConcurrentHashMap.newKeySet();

    QueueHost(Landscape landscape) {
        Azurite azurite = landscape.azurite();
        this.landscape = landscape;
        this.queue = azurite.queue(QUEUE);
        this.poison = azurite.queue(QUEUE + "-poison");
        queue.create();
        poison.create();
    }

    void start() {
        for (int i = 0; i < AT_ONCE; i++) {
            threads.scheduleWithFixedDelay(() -> drain(queue, "apply"), 0, 100, TimeUnit.MILLISECONDS);
        }
        threads.scheduleWithFixedDelay(() -> drain(poison, "deadletter"), 0, 100, TimeUnit.MILLISECONDS);
    }

    void put(String message) {
        queue.put(message);
    }

    /** Whether nothing waits, neither in sight nor out of it. */
    boolean isEmpty() {
        return queue.size() + poison.size() == 0;
    }

    /** What the functions answered. */
    Answers answers() {
        return answers;
    }

    int poisoned() {
        return poisoned.get();
    }

    Set<String> troubles() {
        return troubles;
    }

    String counts() {
        return answers.heard("refused").size() + " events refused or given up there, " + done + " invocations, "
                + failed + " failed, " + poisoned + " messages poisoned";
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void drain(AzuriteQueue from, String function) {
        try {
            List<Message> taken = from.take(TAKEN_TOGETHER, LEASE_SECONDS);
            while (!taken.isEmpty()) {
                taken.forEach(message -> handle(from, function, message));
                taken = from.take(TAKEN_TOGETHER, LEASE_SECONDS);
            }
        } catch (RuntimeException e) {
            if (!threads.isShutdown()) {
                troubles.add(e.toString());
            }
        }
    }

    private void handle(AzuriteQueue from, String function, Message message) {
        String envelope = "{\"Data\":{\"message\":" + new TextNode(message.text())
                + "},\"Metadata\":{\"DequeueCount\":\"" + message.dequeueCount() + "\"}}";
        Http.Answer answer = Http.call("POST", landscape.anyUrlThatIsUp() + "/" + function, envelope, JSON);
        if (answer.status() / 100 == 2) {
            done.incrementAndGet();
            answers.remember(answer.json().path("ReturnValue").path("outcomes"));
            from.delete(message);
        } else {
            failed.incrementAndGet();
            fail(from, message);
        }
    }

    private void fail(AzuriteQueue from, Message message) {
        if (from == queue && message.dequeueCount() >= MOST_DEQUEUES) {
            poisoned.incrementAndGet();
            poison.put(message.text());
            from.delete(message);
        } else {
            from.giveBack(message, AGAIN_AFTER_SECONDS);
        }
    }
}
