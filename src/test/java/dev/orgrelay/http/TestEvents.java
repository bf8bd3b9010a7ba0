package dev.orgrelay.http;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** CloudEvents for tests, each with an id and a second of its own unless a test says otherwise. */
public final class TestEvents {

    private static final Instant HOUR = Instant.parse("2026-11-23T10:00:00Z");
    private static final AtomicInteger LAST = new AtomicInteger();

    private TestEvents() {}

    public static Response send(String event) {
        return given().contentType("application/cloudevents+json").body(event).post("/api/events");
    }

    public static Response sendBatch(String... events) {
        return given().contentType("application/cloudevents-batch+json")
                .body("[" + String.join(",", events) + "]")
                .post("/api/events");
    }

    public static String created(String id, String name, String parent) {
        return created(id, name, parent, next());
    }

    public static String created(String id, String name, String parent, int second) {
        String data = parent == null
                ? "{'id':'%s','displayName':'%s'}".formatted(id, name)
                : "{'id':'%s','displayName':'%s','parent':'%s'}".formatted(id, name, parent);
        return event("created", second, data);
    }

    public static String renamed(String id, String name) {
        return renamed(id, name, next());
    }

    public static String renamed(String id, String name, int second) {
        return event("updated", second, "{'id':'%s','displayName':'%s'}".formatted(id, name));
    }

    public static String moved(String id, String parent) {
        return moved(id, parent, next());
    }

    public static String moved(String id, String parent, int second) {
        String to = parent == null ? "null" : "'" + parent + "'";
        return event("updated", second, "{'id':'%s','parent':%s}".formatted(id, to));
    }

    public static String deleted(String id) {
        return deleted(id, next());
    }

    public static String deleted(String id, int second) {
        return event("deleted", second, "{'id':'%s'}".formatted(id));
    }

    /** A second that no other event has. */
    public static int next() {
        return LAST.addAndGet(100);
    }

    private static String event(String verb, int second, String data) {
        return ("{'specversion':'1.0','id':'%s-%d-%d','source':'/hr/contoso','type':'com.contoso.organization.%s',"
                        + "'time':'%s','datacontenttype':'application/json','data':%s}")
                .formatted(verb, second, data.hashCode(), verb, HOUR.plusSeconds(second), data)
                .replace('\'', '"');
    }
}
