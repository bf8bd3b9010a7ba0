package dev.orgrelay.source.fetch;

import java.util.List;

/**
 * What a sender answered.
 *
 * @param status HTTP status
 * @param links the values of the header {@code Link} (RFC 8288)
 */
public record FetchResponse(int status, List<String> links, byte[] body) {

    private static final int OK = 200;

    public boolean isOk() {
        return status == OK;
    }
}
