package dev.orgrelay.scim;

import dev.orgrelay.organization.Text;
import java.time.Duration;
import java.util.Optional;

/** A request that is answered with an error of SCIM (RFC 7644, 3.12). Nothing that it asks for was done, unless it is to come again. */
public final class ScimException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final Duration SOON = Duration.ofSeconds(5);

    private final int status;
    private final transient Optional<ScimType> type;
    private final transient Optional<Duration> retryAfter;
    private final transient Optional<String> allowed;

    /** @param detail what was wrong and what to do, for people */
    ScimException(int status, String detail) {
        this(status, Optional.empty(), detail, Optional.empty(), Optional.empty());
    }

    private ScimException(
            int status,
            Optional<ScimType> type,
            String detail,
            Optional<Duration> retryAfter,
            Optional<String> allowed) {
        super(detail, null, false, false);
        this.status = status;
        this.type = type;
        this.retryAfter = retryAfter;
        this.allowed = allowed;
    }

    /** Some mistakes have a name. */
    static ScimException of(ScimType type, String detail) {
        return new ScimException(type.status(), Optional.of(type), detail, Optional.empty(), Optional.empty());
    }

    /** The same request may succeed after {@code wait}. */
    static ScimException later(Duration wait, String detail) {
        return new ScimException(503, Optional.empty(), detail, Optional.of(wait), Optional.empty());
    }

    /** The same request may succeed in a moment. */
    static ScimException soon(String detail) {
        return later(SOON, detail);
    }

    /** @param methods with commas (RFC 9110, 15.5.6) */
    static ScimException notAllowed(String methods) {
        String detail = "this method is not allowed here, only " + methods;
        return new ScimException(405, Optional.empty(), detail, Optional.empty(), Optional.of(methods));
    }

    static ScimException noSuchGroup(String id) {
        return new ScimException(404, "there is no group '" + Text.shorten(id) + "'");
    }

    public int status() {
        return status;
    }

    public Optional<ScimType> type() {
        return type;
    }

    /** The methods that are allowed, if another one was used. */
    public Optional<String> allowed() {
        return allowed;
    }

    /** When it makes sense to send it again; empty if it does not. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
