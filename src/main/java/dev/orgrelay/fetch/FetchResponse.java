package dev.orgrelay.fetch;

import dev.orgrelay.organization.Text;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a sender answered.
 *
 * @param status HTTP status
 * @param links the values of the header {@code Link} (RFC 8288)
 * @param contentType the header {@code Content-Type}
 * @param retryAfter how long it asks to wait (RFC 9110, 10.2.3)
 */
public record FetchResponse(
        int status, List<String> links, Optional<String> contentType, Optional<Duration> retryAfter, byte[] body) {

    private static final int OK = 200;
    private static final Set<Integer> LATER = Set.of(429, 503);

    public boolean isOk() {
        return status == OK;
    }

    /** Whether the same question may be answered later. */
    boolean isBusy() {
        return LATER.contains(status);
    }

    /** An answer that is no document. */
    public FetchException refusal() {
        String wait = retryAfter
                .map(time -> ", and asks to wait for " + Text.count((int) time.toSeconds(), "second"))
                .orElse("");
        return new FetchException("was answered with " + status + wait, false, retryAfter);
    }
}
