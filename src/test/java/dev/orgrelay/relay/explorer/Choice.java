package dev.orgrelay.relay.explorer;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * One step of a schedule.
 *
 * @param subject the number of what it is about: of a sender, an instance, a write, a request
 * @param detail what else there is to say
 */
record Choice(Kind kind, int subject, int detail) {

    enum Kind {
        /** A sender sends its events to an instance. */
        DELIVER,
        /** A write is carried out and answered. */
        WRITE,
        /** A short wait ends. */
        PAUSE,
        /** A request is carried out and answered. */
        ANSWER,
        /** A request without an answer has its effect. */
        EFFECT,
        /** An instance waits no longer for an answer. */
        TIMEOUT,
        /** All is done that could be done now, and the time goes on. */
        WAIT,
        /** The parent that was missing is there. */
        PARENT,
        /** The last sender gives up an event that has no place, as must be. */
        DESPAIR,
        /** The same once more, though the sender does not wait for an answer, or has a final one. */
        AGAIN,
        /** A sender that was told to come again does not. */
        GIVE_UP,
        /** A write is carried out, but the answer is lost. */
        WRITE_UNHEARD,
        /** A write is not carried out. */
        WRITE_LOST,
        /** The application does not accept what an event says, now and later. */
        REFUSE,
        /** A request is answered with 503, without effect or (1) with effect. */
        ERROR,
        /** A request is not answered. */
        SILENCE,
        /** An instance is over in the midst of its work; another takes its place. */
        CRASH,
        /** All instances stand still: until the lease is over, or (1) no longer good enough to send. */
        FREEZE;

        boolean isFault() {
            return FAULTS.contains(this);
        }
    }

    static final Set<Kind> FAULTS = Collections.unmodifiableSet(EnumSet.range(Kind.AGAIN, Kind.FREEZE));

    static Choice of(Kind kind, int subject) {
        return new Choice(kind, subject, 0);
    }
}
