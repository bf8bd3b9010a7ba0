package dev.orgrelay.relay.explorer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** What an instance was told since it last had nothing to do. Where it is on its way follows from that, since nothing in it is left to chance. */
final class Seen {

    private record Told(long at, String what) {}

    private final LongSupplier seconds;
    private final List<Told> all = new ArrayList<>();

    Seen(LongSupplier seconds) {
        this.seconds = seconds;
    }

    void add(String what) {
        all.add(new Told(seconds.getAsLong(), what));
    }

    /** A write was carried out: what was read before it, and how long that took, makes no difference any more. */
    void wrote(String entry) {
        all.removeIf(told -> told.what().startsWith("r") || told.what().startsWith("p"));
        add("w" + entry);
    }

    void forget() {
        all.clear();
    }

    void appendTo(StringBuilder text) {
        long now = seconds.getAsLong();
        all.forEach(told -> text.append(told.at() - now).append(told.what()).append(';'));
    }
}
