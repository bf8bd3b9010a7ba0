package dev.orgrelay.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.InvalidContentException;
import dev.orgrelay.organization.Original;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A queued change as a message of the change queue: the change message, and beside it what became of it so far. */
public final class QueuedChangeJson {

    /** The most that one message can hold: a storage queue takes 64 KiB, of base64. */
    public static final int MOST_BYTES = 48 * 1024;

    private static final String ATTEMPTS = "attempts";
    private static final String TRACEPARENT = "traceparent";
    private static final String MESSAGE = "message";

    private QueuedChangeJson() {}

    /** Whether a message can hold it; what it was read from is left out if need be. */
    public static boolean fits(QueuedChange queued) {
        return size(withoutOriginal(queued)) <= MOST_BYTES;
    }

    /** The message, at most {@value #MOST_BYTES} bytes as text in UTF-8 if it {@linkplain #fits fits}. */
    public static ObjectNode write(QueuedChange queued) {
        ObjectNode json = withoutOriginal(queued);
        queued.change().provenance().original().ifPresent(original -> json.put(MESSAGE, original.text()));
        return size(json) <= MOST_BYTES ? json : json.without(MESSAGE);
    }

    /** @throws InvalidContentException if {@code message} is not a whole change */
    public static QueuedChange read(JsonNode message) {
        Optional<Original> original = ChangeMessage.optional(message, MESSAGE).map(Original::new);
        return new QueuedChange(
                ChangeMessage.read(message, original),
                Math.max(0, message.path(ATTEMPTS).asInt(0)),
                ChangeMessage.optional(message, TRACEPARENT));
    }

    private static ObjectNode withoutOriginal(QueuedChange queued) {
        ObjectNode json = ChangeMessage.write(queued.change()).put(ATTEMPTS, queued.attempts());
        queued.traceparent().ifPresent(trace -> json.put(TRACEPARENT, trace));
        return json;
    }

    private static int size(ObjectNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8).length;
    }
}
