package dev.orgrelay.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Which steps come before which, directly and by way of others. Never contradicts the order in which the steps are numbered. */
final class Precedence {

    private final List<BitSet> direct = new ArrayList<>();
    private final List<BitSet> before = new ArrayList<>();
    private final List<BitSet> after = new ArrayList<>();

    Precedence(int steps) {
        for (int i = 0; i < steps; i++) {
            direct.add(new BitSet());
            before.add(new BitSet());
            after.add(new BitSet());
        }
    }

    boolean isBefore(int earlier, int later) {
        return before.get(later).get(earlier);
    }

    void require(int earlier, int later) {
        if (earlier >= later) {
            throw new IllegalArgumentException(earlier + " cannot come before " + later);
        }
        if (isBefore(earlier, later)) {
            return;
        }
        direct.get(later).set(earlier);
        BitSet earlierOnes = with(before.get(earlier), earlier);
        BitSet laterOnes = with(after.get(later), later);
        laterOnes.stream().forEach(one -> before.get(one).or(earlierOnes));
        earlierOnes.stream().forEach(one -> after.get(one).or(laterOnes));
    }

    /** The steps that must directly come before {@code step}. */
    BitSet directlyBefore(int step) {
        return direct.get(step);
    }

    private static BitSet with(BitSet set, int step) {
        BitSet more = (BitSet) set.clone();
        more.set(step);
        return more;
    }
}
