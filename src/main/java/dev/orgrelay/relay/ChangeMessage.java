package dev.orgrelay.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.AllowedEffects;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Effect;
import dev.orgrelay.organization.InvalidContentException;
import dev.orgrelay.organization.Operation;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Original;
import dev.orgrelay.organization.Placement;
import dev.orgrelay.organization.Provenance;
import dev.orgrelay.organization.Text;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A change as JSON that holds everything but the message that it was read from, so that it can be applied later, elsewhere. */
public final class ChangeMessage {

    /** The most that one message can hold: a storage queue takes 64 KiB, of base64. */
    public static final int MOST_BYTES = 48 * 1024;

    /** Less of a message, in bytes, says nothing. */
    static final int LEAST_OF_ORIGINAL = 512;

    private static final String CHANGE = "change";
    private static final String CHANGES = "changes";
    private static final String WAKE = "scheduled";
    private static final String BY_HAND = "byHand";
    private static final String PROVENANCE = "provenance";
    private static final String ORIGINAL = "message";
    private static final String ALLOWED = "allowed";

    private ChangeMessage() {}

    /** Whether it was written here; a CloudEvent may have an attribute of that name, but no such object. */
    public static boolean isOne(JsonNode message) {
        return message.path(CHANGES).isArray()
                || message.path(CHANGE).isTextual() && message.path(PROVENANCE).isObject();
    }

    /** The key of the {@link ScheduledChanges} that it is to wake an instance for, if it is. */
    public static Optional<String> wakesFor(JsonNode message) {
        return optional(message, WAKE)
                .filter(key -> message.size() == 1 && Records.TIMED.matcher(key).matches());
    }

    /** A message that wakes an instance. */
    public static ObjectNode writeWake(String key) {
        return JsonNodeFactory.instance.objectNode().put(WAKE, key);
    }

    public static ObjectNode write(Change change) {
        ObjectNode message = JsonNodeFactory.instance
                .objectNode()
                .put(CHANGE, change.<String>match(create -> "create", update -> "update", delete -> "delete"))
                .put("application", change.application())
                .put("organization", change.organization().value());
        change.displayName().ifPresent(name -> message.put("displayName", name));
        if (change.placement().isChange()) {
            message.put(
                    "parent",
                    change.placement().parent().map(OrganizationId::value).orElse(null));
        }
        return message.set(PROVENANCE, write(change.provenance()));
    }

    /**
     * Changes on their way through the queue: besides the changes, how often they were tried and which trace they belong to, and the messages that they were
     * read from, or as much of their beginnings as there is room for in {@value #MOST_BYTES} bytes of UTF-8.
     */
    public static ObjectNode write(QueuedChanges queued) {
        for (int most = MOST_BYTES; most >= LEAST_OF_ORIGINAL; most /= 2) {
            int room = most;
            ObjectNode message = write(queued, change -> writeWithOriginal(change, room));
            if (size(message) <= MOST_BYTES) {
                return message;
            }
        }
        return write(queued, ChangeMessage::write);
    }

    private static ObjectNode write(QueuedChanges queued, Function<Change, ObjectNode> write) {
        List<ObjectNode> changes = queued.changes().stream().map(write).toList();
        ObjectNode message = changes.size() == 1 ? changes.get(0) : JsonNodeFactory.instance.objectNode();
        if (changes.size() > 1) {
            message.putArray(CHANGES).addAll(changes);
        }
        put(message.put("attempts", queued.attempts()), "traceparent", queued.traceparent());
        return message;
    }

    /** With at most so many bytes of the message that it was read from. */
    static ObjectNode writeWithOriginal(Change change, int most) {
        ObjectNode message = write(change);
        put(
                message,
                ORIGINAL,
                change.provenance()
                        .original()
                        .map(original -> original.shortened(most))
                        .map(Original::text));
        return message;
    }

    /** @throws InvalidContentException if {@code message} is not a whole change, or several */
    public static QueuedChanges readQueued(JsonNode message) {
        List<Change> changes = new ArrayList<>();
        message.path(CHANGES).forEach(change -> changes.add(readWithOriginal(change)));
        return new QueuedChanges(
                changes.isEmpty() ? List.of(readWithOriginal(message)) : changes,
                Math.max(0, message.path("attempts").asInt(0)),
                optional(message, "traceparent"));
    }

    static Change readWithOriginal(JsonNode change) {
        return read(change, optional(change, ORIGINAL).map(Original::new));
    }

    /** @throws InvalidContentException if {@code message} is not a whole change */
    public static Change read(JsonNode message) {
        return read(message, Optional.empty());
    }

    private static Change read(JsonNode message, Optional<Original> original) {
        String application = required(message, "application");
        OrganizationId id = new OrganizationId(required(message, "organization"));
        Provenance provenance = provenance(message.path(PROVENANCE), original);
        return switch (required(message, CHANGE)) {
            case "create" ->
                new Change.Create(
                        application,
                        id,
                        required(message, "displayName"),
                        placement(message).parent(),
                        provenance);
            case "update" ->
                new Change.Update(application, id, optional(message, "displayName"), placement(message), provenance);
            case "delete" -> new Change.Delete(application, id, provenance);
            default -> throw new InvalidContentException("change must be create, update or delete");
        };
    }

    static ObjectNode write(Provenance provenance) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("source", provenance.source())
                .put("operation", provenance.operation().word())
                .put("receivedAt", provenance.receivedAt().toString());
        put(json, "origin", provenance.origin());
        put(json, "eventId", provenance.eventId());
        put(json, "occurredAt", provenance.occurredAt().map(Instant::toString));
        put(json, "sourceId", provenance.sourceId());
        put(json, "parentSourceId", provenance.parentSourceId());
        put(json, "tenant", provenance.tenant());
        if (!provenance.allowed().isAll()) {
            ArrayNode allowed = json.putArray(ALLOWED);
            provenance.allowed().effects().forEach(effect -> allowed.add(effect.word()));
        }
        return provenance.isByHand() ? json.put(BY_HAND, true) : json;
    }

    static Provenance provenance(JsonNode json) {
        return provenance(json, Optional.empty());
    }

    private static Provenance provenance(JsonNode json, Optional<Original> original) {
        return new Provenance(
                required(json, "source"),
                operation(required(json, "operation")),
                optional(json, "origin"),
                optional(json, "eventId"),
                optional(json, "occurredAt").map(ChangeMessage::instant),
                instant(required(json, "receivedAt")),
                optional(json, "sourceId"),
                optional(json, "parentSourceId"),
                optional(json, "tenant"),
                original,
                json.path(BY_HAND).asBoolean(false),
                allowed(json.path(ALLOWED)),
                Optional.empty());
    }

    private static AllowedEffects allowed(JsonNode words) {
        Set<Effect> effects = EnumSet.noneOf(Effect.class);
        words.forEach(word -> effects.addAll(Effect.named(word.asText())));
        return words.isArray() ? new AllowedEffects(effects) : AllowedEffects.ALL;
    }

    private static Placement placement(JsonNode message) {
        return message.has("parent")
                ? Placement.of(optional(message, "parent").map(OrganizationId::new))
                : Placement.unchanged();
    }

    private static Operation operation(String word) {
        try {
            return Operation.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new InvalidContentException("'" + Text.shorten(word) + "' is not an operation");
        }
    }

    static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new InvalidContentException("'" + Text.shorten(text) + "' is not a time");
        }
    }

    static String required(JsonNode json, String member) {
        return optional(json, member)
                .orElseThrow(() -> new InvalidContentException("the change message has no text '" + member + "'"));
    }

    static Optional<String> optional(JsonNode json, String member) {
        return Optional.ofNullable(json.path(member).textValue());
    }

    private static int size(ObjectNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    private static void put(ObjectNode json, String member, Optional<String> value) {
        value.ifPresent(text -> json.put(member, text));
    }
}
