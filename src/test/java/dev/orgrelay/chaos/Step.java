package dev.orgrelay.chaos;

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

    private static final String ID = "event-";

    /** The number of the event with this id. */
    static int numberOf(String id) {
        return Integer.parseInt(id.substring(ID.length()));
    }

    boolean isDelete() {
        return verb.equals("deleted");
    }

    /** Whether it says anything about its organization. */
    boolean isTold() {
        return isDelete() || displayName.isPresent() || placement.isPresent();
    }

    /** Whether one of them can overtake the other, in one field at least. */
    boolean overlaps(Step other) {
        return isDelete()
                || other.isDelete()
                || displayName.isPresent() && other.displayName.isPresent()
                || placement.isPresent() && other.placement.isPresent();
    }

    /** As a CloudEvent that needs no mapping. */
    String event() {
        String name = displayName.map(text -> ",'displayName':'" + text + "'").orElse("");
        String parent = placement
                .map(id -> ",'parent':" + (id.equals(TOP) ? "null" : "'" + id + "'"))
                .orElse("");
        return ("{'specversion':'1.0','id':'%s%d','source':'/chaos/%s','type':'com.contoso.organization.%s',"
                        + "'time':'%s','datacontenttype':'application/json','data':{'id':'%s'%s%s}}")
                .formatted(ID, number, source, verb, at, organization, name, parent)
                .replace('\'', '"');
    }
}
