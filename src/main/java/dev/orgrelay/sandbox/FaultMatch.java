package dev.orgrelay.sandbox;

import java.util.Set;

/**
 * The requests that a fault hits.
 *
 * @param method a method, or {@code *} for every one
 * @param pathPrefix how the path begins, without the {@code /sandbox} in front; empty for every path
 */
record FaultMatch(String method, String pathPrefix) {

    private static final String ANY = "*";
    private static final Set<String> METHODS = Set.of(ANY, "GET", "PUT", "PATCH", "DELETE", "POST", "HEAD", "OPTIONS");

    /**
     * Reads {@code *}, {@code PUT} or {@code PUT /api/organizations/seattle}.
     *
     * @throws InvalidSettingException if it is none of these
     */
    static FaultMatch of(String text) {
        String[] parts = text.split(" ", 2);
        return new FaultMatch(parts[0], parts.length == 2 ? parts[1] : "");
    }

    FaultMatch {
        if (!METHODS.contains(method) || !(pathPrefix.isEmpty() || pathPrefix.startsWith("/"))) {
            throw new InvalidSettingException(
                    "match must be *, a method in capitals, or a method, one space and the beginning of a path,"
                            + " such as PUT /api/organizations/seattle");
        }
    }

    boolean matches(String requestMethod, String path) {
        return (method.equals(ANY) || method.equals(requestMethod)) && path.startsWith(pathPrefix);
    }

    @Override
    public String toString() {
        return pathPrefix.isEmpty() ? method : method + " " + pathPrefix;
    }
}
