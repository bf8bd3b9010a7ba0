package dev.orgrelay.mapping;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata.Frame;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * What one evaluation may use: processor time, depth, and the size of everything that it makes on the way.
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

    /** The most elements of all lists and objects on the way: a path from each of many elements to many others puts them all into one list. */
    static final int MAX_ELEMENTS_IN_ALL = 1_000_000;

    /** The longest text that is to be read as a number or a time, or says how to. The library takes minutes for a million digits. */
    static final int MAX_PICTURE_LENGTH = 1_000;

    private static final int LONG_TEXT = 4 * 1024;
    private static final int TICKS_PER_LOOK = 1_024;
    private static final int STEPS_PER_LOOK = 16;

    private final long lastCpu;
    private final long lastMoment;
    private long cpu;
    private int depth;
    private int ticks;
    private long textInAll;
    private long elementsInAll;
    private Optional<String> stopped = Optional.empty();
    private boolean isTooLate;

    /**
     * @param cpu the most processor time of all messages
     * @param untilDeadline how long somebody waits for them
     */
    Bounds(Duration cpu, Duration untilDeadline) {
        this.lastCpu = CpuTime.used() + cpu.toNanos();
        this.lastMoment = System.nanoTime() + untilDeadline.toNanos();
    }

    /** Begins anew, for the next message, which may take {@code most} processor time. */
    void begin(Duration most) {
        cpu = Math.min(lastCpu, CpuTime.used() + most.toNanos());
        depth = 0;
        textInAll = 0;
        elementsInAll = 0;
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

    /** Whether it was stopped because nobody waits for it any more, which is not the message's fault. */
    boolean isTooLate() {
        return isTooLate;
    }

    /** The exception that ends the evaluation; the first reason is the one that counts. */
    Stopped stop(String reason) {
        stopped = stopped.or(() -> Optional.of(reason));
        return new Stopped(reason);
    }

    /** To be called in every loop that the library does not see. */
    void tick() {
        tick(TICKS_PER_LOOK);
    }

    private void tick(int ticksPerLook) {
        if (++ticks % ticksPerLook == 0) {
            requireTime();
        }
    }

    void requirePictureLength(String text) {
        if (text.length() > MAX_PICTURE_LENGTH) {
            throw stop("numbers and times are texts of at most " + MAX_PICTURE_LENGTH + " characters");
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
        tick(STEPS_PER_LOOK);
    }

    private void leave(Object result) {
        depth--;
        if (result instanceof String text) {
            requireText(text.length());
        } else if (result instanceof Collection<?> list) {
            requireElements(list.size());
            requireInAll(list.size());
        } else if (result instanceof Map<?, ?> object) {
            requireMembers(object.size());
            requireInAll(object.size());
        }
    }

    private void requireInAll(int elements) {
        elementsInAll += elements;
        if (elementsInAll > MAX_ELEMENTS_IN_ALL) {
            throw stop("it handles more than " + MAX_ELEMENTS_IN_ALL + " elements of lists and objects");
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
        if (CpuTime.used() > cpu) {
            throw stop("it takes too long");
        }
        if (System.nanoTime() - lastMoment > 0) {
            isTooLate = true;
            throw stop("nobody waits for it any more");
        }
    }

    /** A text that looks at the clock while it is read. A regular expression can go over a short text for years, and nothing else can stop it. */
    record GuardedText(String text, Bounds bounds) implements CharSequence {

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            bounds.tick();
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Ends an evaluation. It is one of the library's own exceptions, because the library puts others into a new one without their reason. */
    static final class Stopped extends JException {

        private static final long serialVersionUID = 1L;

        Stopped(String reason) {
            super(reason);
        }

        @Override
        public String getMessage() {
            return getError();
        }
    }
}
