package dev.orgrelay.journal.status;

import dev.orgrelay.central.RecentCounts;
import dev.orgrelay.organization.Outcome;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How often each outcome came about lately. Its size does not depend on how much happens. */
public final class OutcomeCounts {

    static final String TURNED_AWAY = "turned-away";

    private static final List<String> WORDS = List.of(
            "applied", "duplicate", "stale", "ignored", "refused", "deferred", "queued", "planned", TURNED_AWAY);

    /** By class, because to ask for the word costs one each time. */
    private static final Map<Class<? extends Outcome>, Integer> KINDS = Map.of(
            Outcome.Applied.class, 0,
            Outcome.Duplicate.class, 1,
            Outcome.Stale.class, 2,
            Outcome.Ignored.class, 3,
            Outcome.Refused.class, 4,
            Outcome.Deferred.class, 5,
            Outcome.Queued.class, 6,
            Outcome.Planned.class, 7);

    private final RecentCounts hour = new RecentCounts(WORDS.size(), Duration.ofMinutes(1), 60);
    private final RecentCounts day = new RecentCounts(WORDS.size(), Duration.ofHours(1), 24);

    void add(Outcome outcome, long nowMillis) {
        add(KINDS.get(outcome.getClass()), nowMillis);
    }

    void addTurnedAway(long nowMillis) {
        add(WORDS.size() - 1, nowMillis);
    }

    private void add(int kind, long nowMillis) {
        hour.add(kind, nowMillis);
        day.add(kind, nowMillis);
    }

    /** Within the last hour, by word. */
    public Map<String, Integer> ofHour(long nowMillis) {
        return byWord(hour.totals(nowMillis));
    }

    /** Within the last day, by word. */
    public Map<String, Integer> ofDay(long nowMillis) {
        return byWord(day.totals(nowMillis));
    }

    private static Map<String, Integer> byWord(int[] totals) {
        Map<String, Integer> byWord = new LinkedHashMap<>();
        for (int kind = 0; kind < totals.length; kind++) {
            byWord.put(WORDS.get(kind), totals[kind]);
        }
        return byWord;
    }
}
