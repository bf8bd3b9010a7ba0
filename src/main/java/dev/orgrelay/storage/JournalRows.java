package dev.orgrelay.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.journal.DeliveryJson;
import dev.orgrelay.journal.DeliveryRecord;
import dev.orgrelay.organization.DeliveryId;
import dev.orgrelay.organization.Sha256;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * One delivery as entities: its record, and beside it an entity for each term that it is looked for by. A partition holds a day; within it rows that begin with the
 * same prefix are sorted from the newest id to the oldest.
 */
final class JournalRows {

    /** Prefix of records. */
    static final String RECORD = "r";

    /** Prefix of deliveries that have more terms than entities. */
    static final String MANY = "m";

    static final String HEAD = "Head";
    static final String REST = "Rest";

    private static final String TERM = "t";
    private static final String DELIVERY = "Delivery";

    /** With the record and the one of {@link #MANY} they make a group. */
    private static final int MOST_TERMS = EntityGroup.MOST - 2;

    /** An entity takes 1 MiB, and a character two bytes. */
    private static final int LONGEST = 480_000;

    private static final int TERM_LENGTH = 16;
    private static final long LAST_DAY = 999_999;
    private static final int HALF = 16;

    private JournalRows() {}

    static Map<TableEntity.Id, ObjectNode> of(DeliveryRecord delivery) {
        ObjectNode head = DeliveryJson.head(delivery);
        String headText = head.toString();
        String rest = DeliveryJson.rest(delivery).toString();
        if (headText.length() + rest.length() > LONGEST && !delivery.messages().isEmpty()) {
            return of(delivery.shortened());
        }
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        Pieces.put(row, HEAD, headText);
        Pieces.put(row, REST, rest);
        Map<TableEntity.Id, ObjectNode> rows = new LinkedHashMap<>();
        rows.put(id(RECORD, delivery.id()), row);
        Set<String> terms = terms(head);
        ObjectNode pointer = row.objectNode().put(DELIVERY, delivery.id().toString());
        terms.stream().limit(MOST_TERMS).forEach(term -> rows.put(id(term, delivery.id()), pointer));
        if (terms.size() > MOST_TERMS) {
            rows.put(id(MANY, delivery.id()), pointer);
        }
        return rows;
    }

    static TableEntity.Id id(String prefix, DeliveryId delivery) {
        return new TableEntity.Id(partition(day(delivery)), prefix + inverted(delivery));
    }

    /** The prefix of those that are looked for by that. */
    static String term(String member, String value) {
        return TERM + Sha256.hex(member + ' ' + value, TERM_LENGTH);
    }

    /** Of a row with that prefix. */
    static DeliveryId idOf(String rowKey, String prefix) {
        String key = rowKey.substring(prefix.length());
        return new DeliveryId(new UUID(
                ~Long.parseUnsignedLong(key, 0, HALF, HALF), ~Long.parseUnsignedLong(key, HALF, 2 * HALF, HALF)));
    }

    /** Days since 1970. */
    static long day(DeliveryId delivery) {
        return Duration.ofMillis(delivery.time().toEpochMilli()).toDays();
    }

    /** The newest day comes first. */
    static String partition(long day) {
        return Long.toString(LAST_DAY - day);
    }

    /** Sorts the other way round. */
    static String inverted(DeliveryId delivery) {
        UUID value = delivery.value();
        return HexFormat.of().toHexDigits(~value.getMostSignificantBits())
                + HexFormat.of().toHexDigits(~value.getLeastSignificantBits());
    }

    /** What is applied is nearly everything, so nobody looks for it by that. */
    private static Set<String> terms(ObjectNode head) {
        Set<String> terms = new LinkedHashSet<>();
        terms.add(term("source", head.path("source").asText()));
        for (JsonNode outcome : head.path("outcomes")) {
            add(terms, outcome, "outcome");
            add(terms, outcome, "organization");
            add(terms, outcome, "eventId");
        }
        terms.remove(term("outcome", "applied"));
        return terms;
    }

    private static void add(Set<String> terms, JsonNode outcome, String member) {
        Optional.ofNullable(outcome.path(member).textValue()).ifPresent(value -> terms.add(term(member, value)));
    }
}
