package dev.orgrelay.storage;

import dev.orgrelay.journal.DeliveryRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What strangers sent within a minute, counted by source and reason: the first of each stands for all, so that a flood is a few rows. Not for several threads at once. */
final class TurnedAwayCounts {

    /** Different ones in a minute; strangers choose the names of sources that do not exist. */
    static final int MOST = 100;

    private static final long MINUTE_MILLIS = 60_000;
    private static final String OTHERS = "others";

    private final Map<String, DeliveryRecord> counts = new HashMap<>();
    private final Set<String> changed = new HashSet<>();
    private long minute;

    void add(DeliveryRecord delivery) {
        long now = delivery.id().time().toEpochMilli() / MINUTE_MILLIS;
        if (now > minute) {
            minute = now;
            counts.keySet().removeIf(key -> !changed.contains(key));
        }
        String reason = now + " " + delivery.source() + " " + delivery.status() + " "
                + delivery.detail().orElse("");
        String key = counts.containsKey(reason) || counts.size() < MOST ? reason : now + OTHERS;
        counts.merge(key, delivery, (first, next) -> first.again());
        changed.add(key);
    }

    /** Those that are not written as they are now. */
    List<DeliveryRecord> takeChanged() {
        List<DeliveryRecord> taken = new ArrayList<>();
        changed.forEach(key -> taken.add(Objects.requireNonNull(counts.get(key))));
        changed.clear();
        return taken;
    }
}
