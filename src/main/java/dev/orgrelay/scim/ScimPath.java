package dev.orgrelay.scim;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a request is about, by its path: {@code Groups}, {@code v2/Groups/42}, {@code ServiceProviderConfig}. What stands before the first name that SCIM knows
 * is as the client likes it.
 *
 * @param endpoint the name, in SCIM's own case
 * @param id what follows it; empty if nothing does
 * @param base the URL of the service, to which endpoints are added
 */
record ScimPath(String endpoint, Optional<String> id, String base) {

    static final String GROUPS = "Groups";
    static final String USERS = "Users";
    static final String SEARCH = ".search";
    static final String CONFIG = "ServiceProviderConfig";
    static final String SCHEMAS = "Schemas";
    static final String RESOURCE_TYPES = "ResourceTypes";

    private static final List<String> READS = List.of("GET", "HEAD", "OPTIONS");
    private static final List<String> OF_ALL = List.of("GET", "HEAD", "POST", "OPTIONS");
    private static final List<String> OF_ONE = List.of("GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final List<String> OF_SEARCH = List.of("POST", "OPTIONS");
    private static final List<String> ENDPOINTS =
            List.of(GROUPS, USERS, CONFIG, SCHEMAS, RESOURCE_TYPES, SEARCH, "Bulk", "Me");

    /**
     * @param path below that of the source, decoded
     * @param url of the whole request, without its query
     * @return empty if SCIM has nothing there
     */
    static Optional<ScimPath> of(String path, String url) {
        List<String> parts =
                Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            Optional<String> endpoint =
                    ENDPOINTS.stream().filter(part::equalsIgnoreCase).findFirst();
            if (endpoint.isPresent()) {
                int behind = parts.size() - i - 1;
                return behind > 1
                        ? Optional.empty()
                        : Optional.of(new ScimPath(
                                endpoint.get(), parts.stream().skip(i + 1L).findFirst(), base(url, behind + 1)));
            }
        }
        return Optional.empty();
    }

    /** The methods that are allowed there; none beside OPTIONS where nothing is supported. */
    List<String> allowed() {
        return switch (endpoint) {
            case GROUPS, SEARCH -> isSearch() ? OF_SEARCH : id.isPresent() ? OF_ONE : OF_ALL;
            case USERS, CONFIG, SCHEMAS, RESOURCE_TYPES -> READS;
            default -> List.of("OPTIONS");
        };
    }

    /**
     * What is allowed there before anything of a body is known.
     *
     * @throws ScimException if {@code method} is not
     */
    ScimPath requireAllowed(String method) {
        if (allowed().contains(method)) {
            return this;
        }
        throw switch (endpoint) {
            case GROUPS, SEARCH, CONFIG, SCHEMAS, RESOURCE_TYPES ->
                ScimException.notAllowed(String.join(", ", allowed()));
            case USERS ->
                new ScimException(501, "only groups become organizations: switch the provisioning of users off");
            default -> new ScimException(501, "/" + endpoint + " is not supported, as /ServiceProviderConfig says");
        };
    }

    /** Without the last parts of its path. */
    private static String base(String url, int parts) {
        String base = trimmed(url);
        for (int i = 0; i < parts; i++) {
            base = trimmed(base.substring(0, Math.max(0, base.lastIndexOf('/'))));
        }
        return base;
    }

    private static String trimmed(String url) {
        String trimmed = url;
        while (trimmed.endsWith("/")) {
            trimmed = trimmed.substring(0, trimmed.length() - 1);
        }
        return trimmed;
    }

    String location(String ofEndpoint, String ofId) {
        return base + "/" + ofEndpoint + "/" + ofId;
    }

    /** Whether {@code method} changes a group there, or makes one. */
    boolean isChange(String method) {
        return endpoint.equals(GROUPS) && !isSearch() && !READS.contains(method);
    }

    boolean isSearch() {
        return endpoint.equals(SEARCH)
                || endpoint.equals(GROUPS) && id.filter(SEARCH::equals).isPresent();
    }
}
