package dev.orgrelay.organization;

import java.util.Map;

/**
 * What a mapping can see of a request beside its body, without what proved who sent it.
 *
 * @param method in upper case
 * @param path what follows the source's own path, without a leading slash
 * @param query the query parameters, decoded
 * @param headers by name in lower case
 */
public record RequestHead(String method, String path, Map<String, String> query, Map<String, String> headers) {

    /** Of a message that did not come in a request. */
    public static final RequestHead NONE = new RequestHead("", "", Map.of(), Map.of());

    public RequestHead {
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }
}
