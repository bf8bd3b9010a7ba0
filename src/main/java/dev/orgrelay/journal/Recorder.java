package dev.orgrelay.journal;

import dev.orgrelay.organization.DeliveryId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Begins the records of deliveries, and puts them into the journal when they are over. */
@Singleton
public final class Recorder {

    private static final int COUNTER_BITS = 12;

    private final Journal journal;
    private final Clock clock;
    private final Map<DeliveryId, OpenRecording> open = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();

    public Recorder(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /** Whether anything is recorded. */
    public boolean isOn() {
        return journal.isOn();
    }

    /**
     * The record of a delivery that has just come in.
     *
     * @param path without its query; empty, as the method, if nobody asks from outside
     * @param by who asked for it, if somebody trustworthy says so
     */
    public Recording begin(DeliveryKind kind, String method, String path, Optional<String> by) {
        if (!journal.isOn()) {
            return Recording.NONE;
        }
        Instant now = clock.instant();
        OpenRecording recording = new OpenRecording(this, nextId(now), now, kind, method, path, by);
        open.put(recording.known(), recording);
        return recording;
    }

    /** The one that is under way with that id. */
    Optional<OpenRecording> find(DeliveryId id) {
        return Optional.ofNullable(open.get(id));
    }

    Duration since(Instant beginning) {
        return Duration.between(beginning, clock.instant());
    }

    void end(DeliveryRecord delivery) {
        open.remove(delivery.id());
        journal.add(delivery);
    }

    /** Later than all before, also within a millisecond: with a counter behind the time (RFC 9562, 6.2). */
    private DeliveryId nextId(Instant now) {
        long next =
                lastId.accumulateAndGet(now.toEpochMilli() << COUNTER_BITS, (last, stamp) -> Math.max(last + 1, stamp));
        return DeliveryId.of(next, ThreadLocalRandom.current().nextLong());
    }
}
