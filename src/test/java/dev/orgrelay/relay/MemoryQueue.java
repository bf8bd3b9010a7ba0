package dev.orgrelay.relay;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** A change queue for tests: what was put there, and when it should be refused. */
@ApplicationScoped
@Alternative
public class MemoryQueue implements ChangeQueue {

    /** What was put there, as it would be stored. */
    public record Put(JsonNode message, Duration delay) {

        public QueuedChanges change() {
            return ChangeMessage.readQueued(message);
        }
    }

    private final Map<String, Duration> wakes = new ConcurrentHashMap<>();
    private final List<Put> puts = new ArrayList<>();
    private Predicate<QueuedChanges> refuses = change -> false;

    @Override
    public boolean isConfigured() {
        return true;
    }

    @Override
    public Uni<Void> put(QueuedChanges change, Duration delay) {
        return Uni.createFrom().voidItem().invoke(() -> store(change, delay));
    }

    @Override
    public Uni<Void> wake(String key, Duration delay) {
        return Uni.createFrom().voidItem().invoke(() -> wakes.put(key, delay));
    }

    /** When it wakes an instance, by the keys that it wakes it for. */
    public Map<String, Duration> wakes() {
        return wakes;
    }

    private synchronized void store(QueuedChanges change, Duration delay) {
        if (refuses.test(change)) {
            throw new IllegalStateException("the queue does not answer");
        }
        JsonNode message = ChangeMessage.write(change);
        int size = message.toString().getBytes(StandardCharsets.UTF_8).length;
        if (size > ChangeMessage.MOST_BYTES) {
            throw new TooLargeException(size, ChangeMessage.MOST_BYTES);
        }
        puts.add(new Put(message, delay));
    }

    /** What was put there since this was asked last. */
    public synchronized List<Put> taken() {
        List<Put> taken = List.copyOf(puts);
        puts.clear();
        return taken;
    }

    /** What it does not take from now on. */
    public synchronized void refuse(Predicate<QueuedChanges> changes) {
        refuses = changes;
    }
}
