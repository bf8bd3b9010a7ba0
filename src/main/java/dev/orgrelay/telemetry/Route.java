package dev.orgrelay.telemetry;

import java.util.List;

/** The path of a request without what differs from one request to the next, so that there are only so many. */
final class Route {

    private static final String API = "/api/";
    private static final List<String> OF_THE_API =
            List.of("events", "organizations", "plan", "reconcile", "dead-letters");
    private static final String UNKNOWN = "{unknown}";
    private static final int NOT_FOUND = 404;

    private Route() {}

    /** Not the readiness probe of the host, not health, not the sandbox. */
    static boolean isMeantForUs(String method, String path) {
        return path.startsWith(API) || method.equals("POST") && path.lastIndexOf('/') == 0;
    }

    static String of(String path, int status) {
        if (!path.startsWith(API)) {
            return status == NOT_FOUND ? "/" + UNKNOWN : path;
        }
        int end = path.indexOf('/', API.length());
        String first = end < 0 ? path.substring(API.length()) : path.substring(API.length(), end);
        String rest = end < 0 ? "" : first.equals("events") ? "/{source}" : "/{id}";
        return API + (OF_THE_API.contains(first) ? first + rest : UNKNOWN);
    }
}
