package dev.orgrelay.organization;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What became of a change. */
public sealed interface Outcome {

    /** One sentence for people; empty where there is nothing to explain. */
    Optional<String> detail();

    /** The word used in answers and logs. */
    default String word() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** How long the sender should wait before it sends the change again; empty if it need not. */
    default Optional<Duration> retryAfter() {
        return Optional.empty();
    }

    /** IoT Central has it. */
    record Applied() implements Outcome {

        @Override
        public Optional<String> detail() {
            return Optional.empty();
        }
    }

    /** The same event was applied before. */
    record Duplicate() implements Outcome {

        @Override
        public Optional<String> detail() {
            return Optional.of("this event was applied before");
        }
    }

    /** Something newer was applied before. */
    record Stale(String reason) implements Outcome {

        @Override
        public Optional<String> detail() {
            return Optional.of(reason);
        }
    }

    /** It asks for nothing that concerns organizations. */
    record Ignored(String reason) implements Outcome {

        @Override
        public Optional<String> detail() {
            return Optional.of(reason);
        }
    }

    /**
     * It is stored in the change queue, and applied later.
     *
     * @param reason why not now, for people
     */
    record Queued(String reason) implements Outcome {

        @Override
        public Optional<String> detail() {
            return Optional.of(reason);
        }
    }

    /** A dry run: it would be sent. */
    record Planned() implements Outcome {

        @Override
        public Optional<String> detail() {
            return Optional.of("dry run: nothing was sent");
        }
    }

    /**
     * It cannot be applied like this, now or later.
     *
     * @param deadLetter id under which it is kept, once it is
     */
    record Refused(String reason, Optional<String> deadLetter) implements Outcome {

        /** Refused, but not kept yet. */
        public Refused(String reason) {
            this(reason, Optional.empty());
        }

        /** The same, kept under {@code id}. */
        public Refused keptAs(String id) {
            return new Refused(reason, Optional.of(id));
        }

        @Override
        public Optional<String> detail() {
            return Optional.of(reason);
        }
    }

    /**
     * Not now: the same change may succeed after {@code delay}.
     *
     * @param awaited what it waits for
     * @param reason the same for people
     */
    record Deferred(Awaited awaited, String reason, Duration delay) implements Outcome {

        @Override
        public Optional<String> detail() {
            return Optional.of(reason);
        }

        @Override
        public Optional<Duration> retryAfter() {
            return Optional.of(delay);
        }
    }

    /** What a deferred change waits for. */
    enum Awaited {
        /** The hierarchy has no place for it yet; another change may clear the way. */
        HIERARCHY,
        /** The organization itself is not there yet; its create is on the way. */
        ORGANIZATION,
        /** The application, or something on the way to it, is not available to anybody. */
        APPLICATION,
        /** There was no usable answer to this change; others may fare better. */
        ANSWER,
        /** Others are served first. */
        TURN,
        /** It takes effect later. */
        TIME;

        /** Whether another change can end the waiting. */
        public boolean isAnotherChange() {
            return this == HIERARCHY || this == ORGANIZATION;
        }
    }
}
