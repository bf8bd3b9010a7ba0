package dev.orgrelay.central;

import java.time.Duration;
import java.util.Arrays;

/** How often things of several kinds happened lately: a ring of slots of time, each with one number for each kind. To count costs no memory. */
public final class RecentCounts {

    private final int kinds;
    private final long slotMillis;
    private final int[] counts;
    private final int slots;
    private long newest;

    /**
     * @param kinds how many kinds there are; each is named by its number
     * @param slot what is counted together, and forgotten together
     * @param slots how many of them are remembered, the one that goes on included
     */
    public RecentCounts(int kinds, Duration slot, int slots) {
        this.kinds = kinds;
        this.slotMillis = slot.toMillis();
        this.slots = slots;
        this.counts = new int[kinds * slots];
    }

    /** It happened once more. */
    public synchronized void add(int kind, long nowMillis) {
        counts[moveTo(nowMillis) + kind]++;
    }

    /** How often each kind happened within all slots. */
    public synchronized int[] totals(long nowMillis) {
        moveTo(nowMillis);
        int[] totals = new int[kinds];
        for (int i = 0; i < counts.length; i++) {
            totals[i % kinds] += counts[i];
        }
        return totals;
    }

    /** Where the numbers of the slot that goes on begin. A clock that is set back goes on in the newest one. */
    private int moveTo(long nowMillis) {
        long slot = Math.max(newest, nowMillis / slotMillis);
        for (long passed = Math.max(newest, slot - slots) + 1; passed <= slot; passed++) {
            int begin = begin(passed);
            Arrays.fill(counts, begin, begin + kinds, 0);
        }
        newest = slot;
        return begin(slot);
    }

    private int begin(long slot) {
        return (int) (slot % slots) * kinds;
    }
}
