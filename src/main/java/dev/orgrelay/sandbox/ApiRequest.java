package dev.orgrelay.sandbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request to the API, apart from the server that received it.
 *
 * @param origin scheme, host and port under which the client reached the server
 * @param path without the {@code /sandbox} in front
 * @param id the organization in the path, decoded; empty for the collection
 * @param query every parameter with all its values, decoded
 */
record ApiRequest(
        String method,
        String origin,
        String path,
        Optional<String> id,
        Map<String, List<String>> query,
        Optional<String> authorization,
        Optional<String> contentType,
        byte[] body) {

    /** The operation that it asks for; empty where the API does not have that method. */
    Optional<ApiOperation> operation() {
        return ApiOperation.of(method, id.isPresent());
    }

    /** The first value of a query parameter. */
    Optional<String> query(String name) {
        return query.getOrDefault(name, List.of()).stream().findFirst();
    }
}
