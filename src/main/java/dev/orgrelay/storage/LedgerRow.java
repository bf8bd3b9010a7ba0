package dev.orgrelay.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.relay.FieldTimes;
import dev.orgrelay.relay.History;
import dev.orgrelay.relay.Lease;
import dev.orgrelay.relay.LedgerEntry;
import dev.orgrelay.relay.LedgerKey;
import dev.orgrelay.relay.SeenEvents;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** An entry of the ledger as an entity: times as text, since tables keep fewer digits of a time than Java; the events in one binary property. */
final class LedgerRow {

    private static final String EVENTS = "Events";
    private static final String LEASE = "LeaseId";
    private static final String LEASE_UNTIL = "LeaseUntil";
    private static final String INTENDED = "Intended";

    private LedgerRow() {}

    /** An application can have any name; a key must not hold {@code / \ # ?} or control characters. */
    static Row.Id id(LedgerKey key) {
        StringBuilder partition = new StringBuilder();
        key.application().chars().forEach(c -> {
            if (c < 128 && Character.isLetterOrDigit(c) || c == '-' || c == '.') {
                partition.append((char) c);
            } else {
                partition.append('_').append(String.format("%04x", c));
            }
        });
        return new Row.Id(partition.toString(), key.organization().value());
    }

    static ObjectNode write(LedgerEntry entry) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        write(row, "", entry.history().times());
        byte[] events = entry.history().events().toBytes();
        if (events.length > 0) {
            row.put(EVENTS + "@odata.type", "Edm.Binary").put(EVENTS, events);
        }
        return entry.lease().isPresent() ? row.setAll(lease(entry)) : row;
    }

    /** The lease alone. None is an empty text, because a merge cannot remove a property. */
    static ObjectNode lease(LedgerEntry entry) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        if (entry.lease().isEmpty()) {
            return row.put(LEASE, "");
        }
        Lease lease = entry.lease().get();
        row.put(LEASE, lease.id()).put(LEASE_UNTIL, lease.until().toString());
        write(row, INTENDED, lease.intended());
        return row;
    }

    /** Fails with a {@link StorageException} if {@code row} is no entry of the ledger: nothing must be sent on a guess. */
    static LedgerEntry read(JsonNode row) {
        try {
            SeenEvents events =
                    SeenEvents.of(Base64.getDecoder().decode(row.path(EVENTS).asText()));
            return new LedgerEntry(new History(times(row, ""), events), readLease(row));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw StorageException.unreadable("a row that is no entry of the ledger");
        }
    }

    private static Optional<Lease> readLease(JsonNode row) {
        String id = row.path(LEASE).asText("");
        return id.isEmpty()
                ? Optional.empty()
                : Optional.of(new Lease(id, time(row, LEASE_UNTIL), times(row, INTENDED)));
    }

    private static void write(ObjectNode row, String prefix, FieldTimes times) {
        row.put(prefix + "DisplayNameAt", text(times.displayNameAt()));
        row.put(prefix + "ParentAt", text(times.parentAt()));
        row.put(prefix + "DeletedAt", text(times.deletedAt()));
    }

    private static FieldTimes times(JsonNode row, String prefix) {
        return new FieldTimes(
                time(row, prefix + "DisplayNameAt"), time(row, prefix + "ParentAt"), time(row, prefix + "DeletedAt"));
    }

    private static String text(Instant time) {
        return time.equals(Instant.MIN) ? "" : time.toString();
    }

    private static Instant time(JsonNode row, String property) {
        String text = row.path(property).asText("");
        return text.isEmpty() ? Instant.MIN : Instant.parse(text);
    }
}
