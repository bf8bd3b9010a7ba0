package dev.orgrelay.storage;

import dev.orgrelay.relay.ChangeMessage;
import dev.orgrelay.relay.ChangeQueue;
import dev.orgrelay.relay.QueuedChanges;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;

/** The change queue in Azure Queue Storage; the queue is created when something is first put into it. */
record StorageQueue(Storage storage, String name) implements ChangeQueue {

    static final Duration LONGEST_DELAY = Duration.ofDays(7);

    private static final String LENGTH = "x-ms-approximate-messages-count";

    private static final int CREATED = 201;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    /** A change is never too old to be applied; what cannot be applied becomes a dead letter. */
    private static final int FOR_EVER = -1;

    @Override
    public boolean isConfigured() {
        return storage.isConfigured();
    }

    @Override
    public List<String> mistakes() {
        return storage.mistakesOfQueue();
    }

    @Override
    public Uni<Void> put(QueuedChanges change, Duration delay) {
        return Uni.createFrom().deferred(() -> {
            byte[] json = ChangeMessage.write(change).toString().getBytes(StandardCharsets.UTF_8);
            return json.length > ChangeMessage.MOST_BYTES
                    ? Uni.createFrom().failure(new TooLargeException(json.length, ChangeMessage.MOST_BYTES))
                    : put(message(json), visibleAfter(delay));
        });
    }

    @Override
    public Uni<Void> wake(String key, Duration delay) {
        byte[] json = ChangeMessage.writeWake(key).toString().getBytes(StandardCharsets.UTF_8);
        return Uni.createFrom().deferred(() -> put(message(json), visibleAfter(delay)));
    }

    /** A queue that nothing was put into is not there. */
    @Override
    public Uni<Long> length() {
        return isConfigured()
                ? storage.calls()
                        .make(() -> storage.queues().metadata(name, "metadata").map(StorageQueue::length))
                        .onFailure(failure -> is(failure, NOT_FOUND))
                        .recoverWithItem(0L)
                : Uni.createFrom().item(0L);
    }

    private static long length(RestResponse<String> answer) {
        try {
            return Long.parseLong(answer.getHeaderString(LENGTH));
        } catch (NumberFormatException e) {
            throw StorageException.unreadable("no length of the queue");
        }
    }

    private Uni<Void> put(String message, long seconds) {
        return store(message, seconds)
                .onFailure(failure -> is(failure, NOT_FOUND))
                .recoverWithUni(() -> create().flatMap(created -> store(message, seconds)))
                .replaceWithVoid();
    }

    private Uni<RestResponse<String>> store(String message, long seconds) {
        return storage.calls()
                .make(() ->
                        storage.queues().put(name, seconds, FOR_EVER, message).map(StorageQueue::stored));
    }

    private static RestResponse<String> stored(RestResponse<String> answer) {
        if (answer.getStatus() == CREATED) {
            return answer;
        }
        throw StorageException.unreadable(answer.getStatus() + ", which is no answer to a message");
    }

    private Uni<Void> create() {
        return storage.calls()
                .make(() -> storage.queues().createQueue(name))
                .replaceWithVoid()
                .onFailure(failure -> is(failure, CONFLICT))
                .recoverWithNull();
    }

    /** The Functions host expects base64 unless it is told otherwise. */
    private static String message(byte[] json) {
        return "<QueueMessage><MessageText>" + Base64.getEncoder().encodeToString(json)
                + "</MessageText></QueueMessage>";
    }

    private static long visibleAfter(Duration delay) {
        Duration bounded = delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
        return Math.max(0, bounded.plusMillis(999).toSeconds());
    }

    private static boolean is(Throwable failure, int status) {
        return failure instanceof StorageException storage && storage.is(status);
    }
}
