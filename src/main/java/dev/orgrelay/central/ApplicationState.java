package dev.orgrelay.central;

import dev.orgrelay.configuration.Words;
import java.time.Instant;
import java.util.Optional;

/**
 * How one application does, as its calls tell.
 *
 * @param since when that began; empty as long as nothing was called
 * @param detail the reason, and what an operator should know about the credential; it holds no secret
 */
public record ApplicationState(Kind kind, Optional<Instant> since, Optional<String> detail) {

    /** What it can be. */
    public enum Kind {
        /** Calls are answered. */
        AVAILABLE(""),
        /** It answered 429 a moment ago. */
        THROTTLED("nothing: calls go on more slowly by themselves; if it stays, see who else calls the application"),
        /** It failed so often that it is left alone, or tried with single calls. */
        CIRCUIT_OPEN("see whether IoT Central answers at this application's URL; it is tried again every 5 seconds,"
                + " and whatever is deferred meanwhile comes again"),
        /** It does not accept the credential, or there is none. */
        CREDENTIAL_REFUSED("renew the API token, or give the identity a role in IoT Central;"
                + " orgrelay.applications.<name>.credential says which is used"),
        /** Nothing was answered yet. */
        UNKNOWN("");

        private final String todo;

        Kind(String todo) {
            this.todo = todo;
        }

        /** As answers and logs write it. */
        public String word() {
            return Words.written(this);
        }
    }

    /** The same with a {@code notice} for operators. */
    ApplicationState with(Optional<String> notice) {
        return notice.isEmpty()
                ? this
                : new ApplicationState(
                        kind, since, Optional.of(detail.map(text -> text + ", ").orElse("") + notice.get()));
    }

    /** For people, on one line. */
    @Override
    public String toString() {
        return kind.word() + detail.map(text -> ": " + text).orElse("");
    }

    /** What an operator should do; empty if there is nothing. */
    public Optional<String> todo() {
        return Optional.of(kind.todo).filter(text -> !text.isEmpty());
    }
}
