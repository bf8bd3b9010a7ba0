package dev.orgrelay.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What happened in a company, as the event that tells of it.
 *
 * @param number counts the events
 * @param at when it happened, by the clock of its source
 * @param displayName what it sets, if it does
 * @param placement where it puts the organization, if it does; {@link #TOP} is the top level
 */
record Step(
        int number,
        String source,
        String verb,
        String organization,
        Optional<String> displayName,
        Optional<String> placement,
        Instant at) {

    static final String TOP = "";

    /** What is further ahead counts as the time at which it is read. */
    private static final Duration MOST_AHEAD = Duration.ofMinutes(5);

    /** Whether nobody but the ledger knows its time. */
    boolean isFarAhead(Instant now) {
        return at.isAfter(now.plus(MOST_AHEAD));
    }

    boolean isDelete() {
        return verb.equals("deleted");
    }

    /** As a CloudEvent that needs no mapping. */
    String event() {
        String name = displayName.map(text -> ",'displayName':'" + text + "'").orElse("");
        String parent = placement
                .map(id -> ",'parent':" + (id.equals(TOP) ? "null" : "'" + id + "'"))
                .orElse("");
        return ("{'specversion':'1.0','id':'event-%d','source':'/chaos/%s','type':'com.contoso.organization.%s',"
                        + "'time':'%s','datacontenttype':'application/json','data':{'id':'%s'%s%s}}")
                .formatted(number, source, verb, at, organization, name, parent)
                .replace('\'', '"');
    }
}
