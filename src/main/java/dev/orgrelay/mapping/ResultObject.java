package dev.orgrelay.mapping;

import dev.orgrelay.message.IntakeException.Malformed;
import dev.orgrelay.organization.Operation;
import dev.orgrelay.organization.SourceIds;
import dev.orgrelay.organization.Text;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One object of a result, read strictly: an unknown name is a misspelt one. Null is the same as absent, because many senders write null for what
 * they do not know; only a parent of null says something.
 *
 * @param zone of times without one
 */
record ResultObject(Map<?, ?> members, SourceIds ids, ZoneId zone) {

    /** The longest text of a field, in UTF-16 units. */
    static final int MAX_LENGTH = 1_000;

    private static final List<String> NAMES = List.of(
            "operation",
            "id",
            "organization",
            "displayName",
            "parent",
            "parentOrganization",
            "occurredAt",
            "eventId",
            "tenant");

    private static final Map<String, Operation> OPERATIONS =
            Arrays.stream(Operation.values()).collect(Collectors.toUnmodifiableMap(Operation::word, word -> word));

    MappedFields read() {
        requireKnownNames();
        return new MappedFields(
                operation(),
                reference("id", "organization"),
                text("displayName"),
                parent(),
                occurredAt(),
                identifier("eventId").filter(id -> !Text.trim(id).isEmpty()),
                identifier("tenant").map(Text::trim));
    }

    private void requireKnownNames() {
        for (Object name : members.keySet()) {
            if (!NAMES.contains(name)) {
                throw new Malformed("'" + Text.shorten(String.valueOf(name), 30)
                        + "' is no field of a mapping, allowed are " + String.join(", ", NAMES));
            }
        }
    }

    private Operation operation() {
        Object word = members.get("operation");
        Operation operation = word instanceof String ? OPERATIONS.get(word) : null;
        if (operation == null) {
            throw wrong("operation", "create, update, delete, upsert, refetch, resync or ignore");
        }
        return operation;
    }

    /** An organization by the sender's id or by its own, not by both. */
    private Optional<Reference> reference(String bySourceId, String exactly) {
        Optional<Reference> source = identifier(bySourceId).map(id -> Reference.bySourceId(id, ids));
        Optional<Reference> exact = text(exactly).map(Reference::exactly);
        if (source.isPresent() && exact.isPresent()) {
            throw new Malformed("either " + bySourceId + " or " + exactly + " may be there, not both");
        }
        return source.or(() -> exact);
    }

    private ParentField parent() {
        boolean isMentioned = members.containsKey("parent") || members.containsKey("parentOrganization");
        return new ParentField(isMentioned, reference("parent", "parentOrganization"));
    }

    private Optional<Instant> occurredAt() {
        return value("occurredAt").map(value -> OccurredAt.read(value, zone)
                .orElseThrow(
                        () -> wrong("occurredAt", "an ISO 8601 time or date, or seconds or milliseconds since 1970")));
    }

    private Optional<String> identifier(String name) {
        return value(name)
                .map(value ->
                        value instanceof Number number ? digits(name, number) : text(name, value, "text or a number"));
    }

    private String digits(String name, Number number) {
        return Values.digits(number)
                .orElseThrow(() -> new Malformed(name + " is a calculated number, not all digits of " + number
                        + " are right; use the text that came"));
    }

    private Optional<String> text(String name) {
        return value(name).map(value -> text(name, value, "text"));
    }

    private String text(String name, Object value, String allowed) {
        if (!(value instanceof String text)) {
            throw wrong(name, allowed);
        }
        if (text.length() > MAX_LENGTH) {
            throw new Malformed(name + " has " + text.length() + " characters, allowed are " + MAX_LENGTH);
        }
        if (!Text.isUnicode(text)) {
            throw new Malformed(name + " holds half of a surrogate pair");
        }
        return text;
    }

    private Optional<Object> value(String name) {
        Object value = members.get(name);
        return Results.isNothing(value) ? Optional.empty() : Optional.of(value);
    }

    private Malformed wrong(String name, String allowed) {
        String what = members.containsKey(name) ? "is " + Values.kind(members.get(name)) : "is missing";
        return new Malformed(name + " " + what + ", allowed is " + allowed);
    }
}
