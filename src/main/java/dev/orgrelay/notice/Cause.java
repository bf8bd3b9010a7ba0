package dev.orgrelay.notice;

import static dev.orgrelay.notice.Sighting.NEVER;
import static dev.orgrelay.notice.Sighting.later;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What instances remember together about one thing that may be bad: since when it is, who sees that, and which notices of it are not taken yet. Pure but for the ids
 * of notices. {@code since} is there as long as it is bad.
 */
final class Cause {

    /** What begins again and again is told so often within an hour, and then after 1, 2, 4 minutes and so on. */
    private static final int MOST_BEGINNINGS = 5;

    private static final Duration SOON = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 6;

    private static final int MOST_NAMES = 10;

    /** A part of the longest silence, in which nobody writes down what is heard. */
    private static final int GRAINS = 10;

    private static final String SINCE = "since";
    private static final String UNTIL = "until";
    private static final String SEEN = "seen";
    private static final String LAST = "last";
    private static final String OVER = "over";
    private static final String COUNT = "count";
    private static final String DATA = "data";
    private static final String BEGUN = "begun";
    private static final String HEARD = "heard";

    private final NoticeKind kind;
    private final String subject;
    private final ObjectNode row;
    private final PendingNotices pending;

    private Cause(NoticeKind kind, String subject, ObjectNode row) {
        this.kind = kind;
        this.subject = subject;
        this.row = row;
        this.pending = new PendingNotices(row);
    }

    /**
     * @param key of a {@link NoticeKind}
     * @param known as it was written down
     */
    static Cause of(String key, Optional<ObjectNode> known) {
        NoticeKind kind = NoticeKind.ofKey(key).orElseThrow();
        ObjectNode row = known.map(ObjectNode::deepCopy).orElseGet(JsonNodeFactory.instance::objectNode);
        return new Cause(kind, kind.subject(key), row);
    }

    ObjectNode row() {
        return row;
    }

    PendingNotices pending() {
        return pending;
    }

    /**
     * Takes in what an instance sees; false if that changes nothing. It is over when somebody has seen so, later than anybody has seen the contrary, and nobody sees that
     * any more.
     *
     * @param data of a notice that it begins
     */
    boolean note(Sighting sighting, ObjectNode data, String instance, Instant now) {
        boolean isBegun = !isOpen() && isNews(sighting) && !isHeldBack(now);
        if (isBegun) {
            begin(sighting, data, now);
        }
        if (!isOpen()) {
            return false;
        }
        boolean isChanged = see(sighting, instance) || isBegun;
        Instant over = later(sighting.over(), time(OVER));
        boolean isOver = over.isAfter(time(LAST)) && nobodySees(now);
        if (isOver) {
            end(kind == NoticeKind.REFUSED ? time(LAST) : over);
        }
        return isChanged || isOver;
    }

    /** Takes in that something is so which has a name of its own; false if that was told. */
    boolean tell(String name, ObjectNode data, Instant now) {
        ArrayNode told = row.withArrayProperty("told");
        if (told.valueStream().anyMatch(known -> known.asText().equals(name))) {
            return false;
        }
        told.add(name);
        if (told.size() > MOST_NAMES) {
            told.remove(0);
        }
        add(kind == NoticeKind.TEST ? name : newId(), kind.begin(), data, now);
        return true;
    }

    /**
     * Takes in when this instance has last heard a source; false if that changes nothing. Instances write it down at most ten times within {@code longest}, so a silence is
     * told up to a tenth late, and never early.
     */
    boolean hear(Instant heard, Duration longest, ObjectNode data, Instant now) {
        Duration grain = longest.dividedBy(GRAINS);
        boolean isFirst = !row.has(HEARD);
        boolean isNew =
                isFirst || heard.isAfter(isOpen() ? time(HEARD) : time(HEARD).plus(grain));
        if (isNew) {
            row.put(HEARD, (isFirst ? later(heard, now) : heard).toString());
        }
        Instant last = later(heard, time(HEARD));
        boolean isOver = isOpen() && last.isAfter(time(SINCE));
        boolean isBegun =
                !isOpen() && now.isAfter(later(heard, time(HEARD).plus(grain)).plus(longest));
        if (isOver) {
            end(last);
        } else if (isBegun) {
            begin(new Sighting(last, now, NEVER, 0), data, now);
        }
        return isNew || isOver || isBegun;
    }

    private boolean isOpen() {
        return row.has(SINCE);
    }

    /** What began before the last end may be the same, seen by somebody who has not found out yet; only if it stays it is something else. */
    private boolean isNews(Sighting sighting) {
        return sighting.since().isAfter(time(UNTIL))
                || sighting.seen().isAfter(time(UNTIL).plus(kind.stale()));
    }

    private boolean isHeldBack(Instant now) {
        int more = beginnings(now) - MOST_BEGINNINGS;
        return more >= 0 && now.isBefore(time(BEGUN).plus(Duration.ofMinutes(1L << Math.min(more, MOST_DOUBLINGS))));
    }

    /** How often it has begun, each within an hour of the one before. */
    private int beginnings(Instant now) {
        return now.isBefore(time(BEGUN).plus(SOON)) ? row.path("beginnings").asInt() : 0;
    }

    private void begin(Sighting sighting, ObjectNode data, Instant now) {
        String since = sighting.since().toString();
        ObjectNode begun = data.deepCopy();
        if (!begun.has(SINCE)) {
            begun.put(SINCE, since);
        }
        if (sighting.count() > 0) {
            begun.put(COUNT, sighting.count());
        }
        row.put("beginnings", beginnings(now) + 1)
                .put(BEGUN, now.toString())
                .put(SINCE, since)
                .put(LAST, sighting.seen().toString())
                .set(DATA, begun);
        add(newId(), kind.begin(), begun, sighting.since());
    }

    /** Who sees it goes on, or sees that it is over. */
    private boolean see(Sighting sighting, String instance) {
        ObjectNode seen = row.withObjectProperty(SEEN);
        Instant known = PendingNotices.time(seen.path(instance));
        boolean isNew = sighting.count() > 0
                || sighting.goesOn()
                        && sighting.seen().isAfter(known.plus(kind.stale().dividedBy(3)));
        if (isNew) {
            seen.put(instance, sighting.seen().toString());
            row.put(COUNT, row.path(COUNT).asInt() + sighting.count());
            row.put(LAST, later(time(LAST), sighting.seen()).toString());
        }
        if (sighting.goesOn() || seen.remove(instance) == null) {
            return isNew;
        }
        row.put(OVER, later(time(OVER), sighting.over()).toString());
        return true;
    }

    /** All who have seen it have seen it end, or nothing of it since long. */
    private boolean nobodySees(Instant now) {
        return row.path(SEEN)
                .valueStream()
                .allMatch(seen -> PendingNotices.time(seen).plus(kind.stale()).isBefore(now));
    }

    private void end(Instant until) {
        ObjectNode data = row.withObjectProperty(DATA);
        int told = data.path(COUNT).asInt();
        data.put(UNTIL, until.toString());
        if (kind == NoticeKind.REFUSED) {
            data.put(COUNT, row.path(COUNT).asInt());
        } else {
            data.put("state", kind.endState())
                    .put(
                            "detail",
                            "after " + Text.duration(Duration.between(time(SINCE), until)) + "; it was: "
                                    + data.path("detail").asText())
                    .remove("todo");
        }
        kind.end()
                .filter(type -> kind != NoticeKind.REFUSED || data.path(COUNT).asInt() > told)
                .ifPresent(type -> add(newId(), type, data, until));
        row.put(UNTIL, until.toString()).remove(List.of(SINCE, SEEN, LAST, OVER, COUNT, DATA));
    }

    private void add(String id, String type, ObjectNode data, Instant time) {
        pending.add(id, type, subject, data.deepCopy(), time);
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    private Instant time(String member) {
        return PendingNotices.time(row.path(member));
    }
}
