package dev.orgrelay.chaos;

import java.time.Instant;
import java.util.Optional;

/**
 * What happened in a company, as the event that tells of it.
 *
 * @param number counts the events; the time of each is a second after the one before
 * @param displayName what it sets, if it does
 * @param placement where it puts the organization, if it does; {@link #TOP} is the top level
 */
record Step(
        int number,
        String source,
        String verb,
        String organization,
        Optional<String> displayName,
        Optional<String> placement) {

    static final String TOP = "";

    private static final Instant BEGINNING = Instant.parse("2024-01-01T00:00:00Z");

    /** As a CloudEvent that needs no mapping. */
    String event() {
        String name = displayName.map(text -> ",'displayName':'" + text + "'").orElse("");
        String parent = placement
                .map(id -> ",'parent':" + (id.equals(TOP) ? "null" : "'" + id + "'"))
                .orElse("");
        return ("{'specversion':'1.0','id':'event-%d','source':'/chaos/%s','type':'com.contoso.organization.%s',"
                        + "'time':'%s','datacontenttype':'application/json','data':{'id':'%s'%s%s}}")
                .formatted(number, source, verb, BEGINNING.plusSeconds(number), organization, name, parent)
                .replace('\'', '"');
    }
}
