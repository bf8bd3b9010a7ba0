package dev.orgrelay.telemetry;

import java.util.List;
import java.util.Set;

/** The path of a request without what differs from one request to the next, so that there are only so many. */
final class Route {

    private static final String API = "/api/";
    private static final List<String> OF_THE_API =
            List.of("events", "organizations", "plan", "reconcile", "dead-letters");
    private static final String UNKNOWN = "{unknown}";
    private static final Set<String> OF_THE_HOST = Set.of("/eventgrid", "/apply", "/deadletter", "/reconcile");
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");
    private static final String OTHER_METHOD = "_OTHER";

    private Route() {}

    /** Not the readiness probe of the host, not health, not the sandbox. */
    static boolean isMeantForUs(String method, String path) {
        return path.startsWith(API) || method.equals("POST") && path.lastIndexOf('/') == 0;
    }

    /** A method that HTTP knows, else {@code _OTHER}, as OpenTelemetry's conventions want it. */
    static String method(String name) {
        return METHODS.contains(name) ? name : OTHER_METHOD;
    }

    static String of(String path) {
        if (!path.startsWith(API)) {
            return OF_THE_HOST.contains(path) ? path : "/" + UNKNOWN;
        }
        int end = path.indexOf('/', API.length());
        String first = end < 0 ? path.substring(API.length()) : path.substring(API.length(), end);
        String rest = end < 0 ? "" : first.equals("events") ? "/{source}" : "/{id}";
        return API + (OF_THE_API.contains(first) ? first + rest : UNKNOWN);
    }
}
