package dev.orgrelay.source.mapping;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** The processor time of threads, in nanoseconds. On a busy machine a clock goes on while a thread waits for its turn; this does not. */
final class CpuTime {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final boolean IS_KNOWN = THREADS.isThreadCpuTimeSupported() && THREADS.isThreadCpuTimeEnabled();

    private CpuTime() {}

    /** Of the current thread; where the platform does not tell, the time of a clock. */
    static long used() {
        return IS_KNOWN ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
    }

    /**
     * Of another thread, since it was started.
     *
     * @return negative if it has ended, or the platform does not tell
     */
    static long usedBy(Thread thread) {
        return IS_KNOWN ? THREADS.getThreadCpuTime(thread.getId()) : -1;
    }
}
