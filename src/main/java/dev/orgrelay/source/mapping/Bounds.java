package dev.orgrelay.source.mapping;

import com.dashjoin.jsonata.Jsonata.Frame;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * What one evaluation may use: time, depth, and the size of everything that it makes on the way.
 *
 * <p>The library tells before and after each step. It has a guard of its own on these calls ({@code Frame.setRuntimeBounds}), but that one skips the
 * steps of all members of an object but the first, loses count of the depth by it until long messages fail, and does not look at sizes.
 */
final class Bounds {

    /** The deepest nesting of steps: some eighty calls of a function by itself. */
    static final int MAX_DEPTH = 512;

    /** The most elements of a list. */
    static final int MAX_ELEMENTS = 20_000;

    /** The most members of an object; the library copies all of them for each of them when it goes through an object with {@code *}. */
    static final int MAX_MEMBERS = 5_000;

    /** The longest text, in UTF-16 units: twice as much as a message may have. */
    static final int MAX_TEXT_LENGTH = 2 * 1024 * 1024;

    static final long MAX_TEXT_IN_ALL = 64L * 1024 * 1024;

    private static final int LONG_TEXT = 4 * 1024;
    private static final int TICKS_PER_LOOK = 1_024;

    private Deadline deadline;
    private int depth;
    private int ticks;
    private long textInAll;
    private Optional<String> stopped = Optional.empty();

    Bounds(Deadline deadline) {
        this.deadline = deadline;
    }

    /** Begins anew, for the next message. */
    void begin(Deadline next) {
        deadline = next;
        depth = 0;
        textInAll = 0;
        stopped = Optional.empty();
    }

    void watch(Frame frame) {
        frame.setEvaluateEntryCallback((expression, input, environment) -> enter());
        frame.setEvaluateExitCallback((expression, input, environment, result) -> leave(result));
    }

    /** Why the evaluation was stopped, if it was. */
    Optional<String> stopped() {
        return stopped;
    }

    /** The exception that ends the evaluation; the first reason is the one that counts. */
    Stopped stop(String reason) {
        stopped = stopped.or(() -> Optional.of(reason));
        return new Stopped(reason);
    }

    /** To be called in every loop that the library does not see. */
    void tick() {
        if (++ticks % TICKS_PER_LOOK == 0) {
            requireTime();
        }
    }

    void requireTextLength(long length) {
        if (length > MAX_TEXT_LENGTH) {
            throw stop("a text grows beyond " + MAX_TEXT_LENGTH + " characters");
        }
    }

    void requireElements(int elements) {
        if (elements > MAX_ELEMENTS) {
            throw stop("a list grows beyond " + MAX_ELEMENTS + " elements");
        }
    }

    private void enter() {
        if (++depth > MAX_DEPTH) {
            throw stop("it nests deeper than " + MAX_DEPTH + " steps; does a function call itself without end?");
        }
        requireTime();
    }

    private void leave(Object result) {
        depth--;
        if (result instanceof String text) {
            requireText(text.length());
        } else if (result instanceof Collection<?> list) {
            requireElements(list.size());
        } else if (result instanceof Map<?, ?> object) {
            requireMembers(object.size());
        }
    }

    private void requireMembers(int members) {
        if (members > MAX_MEMBERS) {
            throw stop("an object grows beyond " + MAX_MEMBERS + " members");
        }
    }

    /** Many long texts fill the memory as one too long does. */
    private void requireText(int length) {
        requireTextLength(length);
        textInAll += length > LONG_TEXT ? length : 0;
        if (textInAll > MAX_TEXT_IN_ALL) {
            throw stop("it handles more than " + MAX_TEXT_IN_ALL + " characters of long texts");
        }
    }

    private void requireTime() {
        if (deadline.hasPassed()) {
            throw stop("it takes too long");
        }
    }
}
