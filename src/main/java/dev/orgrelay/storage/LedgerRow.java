package dev.orgrelay.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.Provenance;
import dev.orgrelay.relay.History;
import dev.orgrelay.relay.Lease;
import dev.orgrelay.relay.LedgerEntry;
import dev.orgrelay.relay.LedgerKey;
import dev.orgrelay.relay.Mark;
import dev.orgrelay.relay.SeenEvents;
import dev.orgrelay.relay.Silence;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * An entry of the ledger as an entity. Times are texts, since tables keep fewer digits of a time than Java; the events are one binary property. {@code
 * docs/storage.md} lists the formats.
 */
final class LedgerRow {

    /** The first format had times without their senders, and what a lease intended as times. */
    private static final int FORMAT = 2;

    private static final String EVENTS = "Events";

    private LedgerRow() {}

    /** An application can have any name; a key must not hold {@code / \ # ?} or control characters. */
    static TableEntity.Id id(LedgerKey key) {
        StringBuilder partition = new StringBuilder();
        key.application().chars().forEach(c -> {
            if (c < 128 && Character.isLetterOrDigit(c) || c == '-' || c == '.') {
                partition.append((char) c);
            } else {
                partition.append('_').append(String.format("%04x", c));
            }
        });
        return new TableEntity.Id(partition.toString(), key.organization().value());
    }

    static ObjectNode write(LedgerEntry entry) {
        History history = entry.history();
        ObjectNode row = writeWithoutHistory(entry)
                .put("Format", FORMAT)
                .put("DisplayName", LedgerJson.write(history.displayName()))
                .put("Parent", LedgerJson.write(history.parent()))
                .put("Deleted", LedgerJson.write(history.deleted()));
        byte[] events = history.events().toBytes();
        return events.length > 0 ? row.put(EVENTS + "@odata.type", "Edm.Binary").put(EVENTS, events) : row;
    }

    /** All but the history. None is an empty text, because a merge cannot remove a property. */
    static ObjectNode writeWithoutHistory(LedgerEntry entry) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("Lease", entry.lease().map(LedgerJson::write).orElse(""))
                .put("Open", LedgerJson.write(entry.open()))
                .put("Waiting", entry.waiting().map(LedgerJson::write).orElse(""))
                .put("Silence", LedgerJson.write(entry.silence()));
    }

    /** Whether {@code row} is of the format that is written now. */
    static boolean isCurrent(JsonNode row) {
        return format(row) == FORMAT;
    }

    /**
     * Fails with a {@link StorageException} if {@code row} is no entry of the ledger: nothing must be sent on a guess.
     *
     * @param now times of the first format that lie ahead of it are taken for it
     */
    static LedgerEntry read(JsonNode row, Instant now) {
        if (format(row) > FORMAT) {
            throw StorageException.unreadableRow(
                    "an entry of the ledger that a newer version of Org Relay has written");
        }
        try {
            return isCurrent(row) ? readCurrent(row) : readFirst(row, now);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw StorageException.unreadableRow("a row that is no entry of the ledger");
        }
    }

    private static LedgerEntry readCurrent(JsonNode row) {
        History history = new History(
                LedgerJson.readMark(text(row, "DisplayName")),
                LedgerJson.readMark(text(row, "Parent")),
                LedgerJson.readMark(text(row, "Deleted")),
                SeenEvents.of(events(row)));
        return new LedgerEntry(
                history,
                LedgerJson.readOpen(text(row, "Open")),
                optional(row, "Waiting", LedgerJson::readWaiting),
                optional(row, "Lease", LedgerJson::readLease),
                optional(row, "Silence", LedgerJson::readSilence).orElse(Silence.NONE));
    }

    /** What a lease of that format intended is taken for applied once its holder is lost, as it was then. */
    private static LedgerEntry readFirst(JsonNode row, Instant now) {
        Optional<Lease> lease =
                optional(row, "LeaseId", id -> new Lease(id, time(row, "LeaseUntil"), Optional.empty()));
        boolean isLost = lease.filter(held -> !held.until().isAfter(now)).isPresent();
        History history = new History(
                firstMark(row, "DisplayNameAt", isLost, now),
                firstMark(row, "ParentAt", isLost, now),
                firstMark(row, "DeletedAt", isLost, now),
                SeenEvents.ofApplied(events(row)));
        return new LedgerEntry(history, List.of(), Optional.empty(), isLost ? Optional.empty() : lease, Silence.NONE);
    }

    private static Mark firstMark(JsonNode row, String property, boolean isIntended, Instant now) {
        Instant applied = time(row, property);
        Instant intended = isIntended ? time(row, "Intended" + property) : Instant.MIN;
        Instant at = applied.isAfter(intended) ? applied : intended;
        if (at.equals(Instant.MIN)) {
            return Mark.NONE;
        }
        boolean isAhead = at.isAfter(now.plus(Provenance.MOST_AHEAD));
        return new Mark(isAhead ? now : at, "", Optional.empty());
    }

    private static int format(JsonNode row) {
        return row.path("Format").asInt(1);
    }

    private static byte[] events(JsonNode row) {
        return Base64.getDecoder().decode(text(row, EVENTS));
    }

    private static <T> Optional<T> optional(JsonNode row, String property, Function<String, T> read) {
        return Optional.of(text(row, property)).filter(text -> !text.isEmpty()).map(read);
    }

    private static String text(JsonNode row, String property) {
        return row.path(property).asText("");
    }

    private static Instant time(JsonNode row, String property) {
        String text = text(row, property);
        return text.isEmpty() ? Instant.MIN : Instant.parse(text);
    }
}
