package dev.orgrelay.mapping;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** The processor time of threads, in nanoseconds. On a busy machine a clock goes on while a thread waits for its turn; this does not. */
final class CpuTime {

    private CpuTime() {}

    /** Of the current thread; where the platform does not tell, the time of a clock. */
    static long used() {
        return isKnown() ? threads().getCurrentThreadCpuTime() : System.nanoTime();
    }

    /**
     * Of another thread, since it was started.
     *
     * @return negative if it has ended, or the platform does not tell
     */
    static long usedBy(Thread thread) {
        return isKnown() ? threads().getThreadCpuTime(thread.getId()) : -1;
    }

    private static boolean isKnown() {
        return threads().isThreadCpuTimeSupported();
    }

    /** Asked each time: a native executable is not to remember the one of its build. */
    private static ThreadMXBean threads() {
        return ManagementFactory.getThreadMXBean();
    }
}
