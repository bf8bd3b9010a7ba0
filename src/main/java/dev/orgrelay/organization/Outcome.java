package dev.orgrelay.organization;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What became of a change. */
public sealed interface Outcome {

    /** From the first byte of a request to the answer, which says what became of its changes: Event Grid takes silence for a failure after 30 seconds. */
    Duration TIME_TO_ANSWER = Duration.ofSeconds(22);

    /** One sentence for people; empty where there is nothing to explain. */
    Optional<String> detail();

    /** The word used in answers and logs. */
    default String word() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** Whether nothing is left to do: what was asked for is true, or something newer is, or it goes on elsewhere. */
    default boolean isDone() {
        return true;
    }

    /** Whether it is deferred for {@code cause}. */
    default boolean isDeferredFor(Cause cause) {
        return false;
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
     * It is stored, in the change queue or until it takes effect, and applied later.
     *
     * @param reason why not now, for people
     */
    record Queued(String reason) implements Outcome {

        @Override
        public Optional<String> detail() {
            return Optional.of(reason);
        }
    }

    /**
     * A dry run: it would be sent.
     *
     * @param detail one sentence for people
     */
    record Planned(Optional<String> detail) implements Outcome {

        private static final String NOT_SENT = "dry run: nothing was sent";

        /** It would be sent now. */
        public Planned() {
            this(Optional.of(NOT_SENT));
        }

        /** The same, which would be kept because of {@code reason}. */
        public static Planned later(String reason) {
            return new Planned(Optional.of(NOT_SENT + "; " + reason));
        }
    }

    /**
     * It cannot be applied like this, now or later.
     *
     * @param deadLetter id under which it is kept, once it is
     * @param support what IoT Central's support asks for, if a request was refused there
     */
    record Refused(String reason, Optional<String> deadLetter, Optional<String> support) implements Outcome {

        /** Refused, but not kept yet. */
        public Refused(String reason) {
            this(reason, Optional.empty());
        }

        /** Refused there, but not kept yet. */
        public Refused(String reason, Optional<String> support) {
            this(reason, Optional.empty(), support);
        }

        /** The same, kept under {@code id}. */
        public Refused keptAs(String id) {
            return new Refused(reason, Optional.of(id), support);
        }

        @Override
        public boolean isDone() {
            return false;
        }

        @Override
        public Optional<String> detail() {
            return Optional.of(reason);
        }
    }

    /**
     * Not now: the same change may succeed after {@code delay}.
     *
     * @param reason the cause for people
     */
    record Deferred(Cause cause, String reason, Duration delay) implements Outcome {

        /** Deferred for the usual time. */
        public Deferred(Cause cause, String reason) {
            this(cause, reason, cause.delay());
        }

        @Override
        public boolean isDone() {
            return false;
        }

        @Override
        public boolean isDeferredFor(Cause other) {
            return cause == other;
        }

        @Override
        public Optional<String> detail() {
            return Optional.of(reason);
        }

        @Override
        public Optional<Duration> retryAfter() {
            return Optional.of(delay);
        }
    }

    /** Whom something that failed concerns: all others need not try in vain. */
    enum Concern {
        THIS_CHANGE,
        THIS_ORGANIZATION,
        THIS_APPLICATION,
        THIS_INSTANCE
    }

    /** What a deferred change waits for, whom that concerns, and how long it usually takes. */
    enum Cause {
        /** The hierarchy has no place for it yet; another change, which is on its way, clears one. */
        NO_PLACE(Concern.THIS_CHANGE, 5),
        /** The organization is not there yet; its create is on its way. */
        MISSING(Concern.THIS_ORGANIZATION, 5),
        /** Another change of the organization is under way; most take less than a second. */
        BUSY(Concern.THIS_ORGANIZATION, 2),
        /** The right to change the organization was lost; another instance may have it for the length of a lease. */
        RIGHT_LOST(Concern.THIS_ORGANIZATION, 30),
        /** Something newer may have had its effect, and the application could not be asked. As long as after no answer. */
        IN_DOUBT(Concern.THIS_ORGANIZATION, 10),
        /** What is kept of the organization cannot be read; an operator has to look at it. */
        UNREADABLE(Concern.THIS_ORGANIZATION, 60),
        /** No usable answer to this change. Others may fare better, so two in a row concern the application. Longer than its circuit stays open. */
        NO_ANSWER(Concern.THIS_CHANGE, 10),
        /** The application takes no calls, from anybody. As long as after no answer. */
        UNAVAILABLE(Concern.THIS_APPLICATION, 10),
        /** The application does not accept the credentials; somebody has to mend that. */
        UNAUTHORIZED(Concern.THIS_APPLICATION, 60),
        /** This instance is about to stop; another one takes over soon. */
        STOPPING(Concern.THIS_INSTANCE, 10),
        /** This instance cannot reach its storage. Longer than it tries by itself. */
        NO_STORAGE(Concern.THIS_INSTANCE, 10),
        /** There was no time left in this delivery. */
        NO_TIME(Concern.THIS_INSTANCE, 5),
        /** Only the id is known, and looking up the rest failed. Senders' own systems take longer to recover. */
        NOT_LOOKED_UP(Concern.THIS_CHANGE, 30),
        /** It takes effect later, and nothing can keep it until then; looked at again every hour at least. */
        LATER(Concern.THIS_CHANGE, 3600);

        private final Concern concern;
        private final Duration delay;

        Cause(Concern concern, int seconds) {
            this.concern = concern;
            this.delay = Duration.ofSeconds(seconds);
        }

        /** Whom it concerns. */
        public Concern concern() {
            return concern;
        }

        /** After which time another try makes sense, unless something else is known. */
        public Duration delay() {
            return delay;
        }
    }
}
