package dev.orgrelay.notice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The notices of one cause that are not taken yet, oldest first, as CloudEvents. Whoever sends the first one claims it for so long as that may take.
 *
 * @param row of the cause, which they are a part of
 */
record PendingNotices(ObjectNode row) {

    /** One try to send a notice takes no longer. */
    static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final int MOST_DOUBLINGS = 10;

    /** The oldest are dropped, since the newer ones tell more. */
    private static final int MOST = 16;

    /** Of the row, in characters of JSON: what is written besides fits into a {@link dev.orgrelay.relay.Records.Row} with it. */
    private static final int LONGEST = 28_000;

    private static final String TRIES = "tries";
    private static final String NEXT = "next";

    void add(String id, String type, String subject, ObjectNode data, Instant time) {
        ObjectNode notice = all().addObject()
                .put("specversion", "1.0")
                .put("id", id)
                .put("source", "/orgrelay")
                .put("type", type)
                .put("time", time.toString())
                .put("datacontenttype", "application/json");
        if (!subject.isEmpty()) {
            notice.put("subject", subject);
        }
        notice.set("data", data);
        while (all().size() > MOST || all().size() > 1 && row.toString().length() > LONGEST) {
            all().remove(0);
        }
    }

    /** The notice that is to be sent now, if there is one. */
    Optional<ObjectNode> claim(Instant now) {
        if (all().isEmpty() || time(row.path(NEXT)).isAfter(now)) {
            return Optional.empty();
        }
        row.put(TRIES, row.path(TRIES).asInt() + 1);
        row.put(NEXT, now.plus(TIMEOUT).plus(nextWait()).toString());
        return Optional.of((ObjectNode) all().get(0));
    }

    /** It was not taken, and is sent once more after a while; false if it is not there any more. */
    boolean failed(ObjectNode notice, Instant now) {
        if (isFirst(notice)) {
            row.put(NEXT, now.plus(nextWait()).toString());
        }
        return isFirst(notice);
    }

    /** It was taken; false if it is not there any more. */
    boolean taken(ObjectNode notice) {
        boolean isFirst = isFirst(notice);
        if (isFirst) {
            all().remove(0);
            row.remove(TRIES);
            row.remove(NEXT);
        }
        return isFirst;
    }

    /** What is no time, as another version may have written, counts as never. */
    static Instant time(JsonNode text) {
        try {
            return text.isTextual() ? Instant.parse(text.asText()) : Sighting.NEVER;
        } catch (DateTimeException e) {
            return Sighting.NEVER;
        }
    }

    private ArrayNode all() {
        return row.withArrayProperty("notices");
    }

    private boolean isFirst(ObjectNode notice) {
        return all().path(0).path("id").equals(notice.path("id"));
    }

    /** Twice as long each time. */
    private Duration nextWait() {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(row.path(TRIES).asInt() - 1, MOST_DOUBLINGS));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }
}
