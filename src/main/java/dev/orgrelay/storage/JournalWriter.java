package dev.orgrelay.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.journal.DeliveryRecord;
import dev.orgrelay.organization.FailureText;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Writes records into their table, several at once, while nobody waits for it. As long as the table is out of reach they wait in memory, as many as there is room for.
 */
final class JournalWriter {

    private static final Logger LOG = Logger.getLogger(JournalWriter.class);

    /** Records that wait, and the memory that they may take, in bytes. */
    static final int MOST_WAITING = 2_000;

    private static final long MOST_WEIGHT = 16L * 1024 * 1024;

    /** So that several are written at once. */
    private static final Duration COLLECT = Duration.ofMillis(200);

    /** Of a record that the table answers with an error, whichever. */
    private static final int MOST_TRIES = 5;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Table table;
    private final Runnable afterwards;
    private final Deque<DeliveryRecord> waiting = new ArrayDeque<>();
    private final TurnedAwayCounts turnedAway = new TurnedAwayCounts();
    private final List<UniEmitter<? super Void>> flushed = new ArrayList<>();
    private long weight;
    private int lost;
    private boolean isScheduled;
    private boolean isWriting;
    private boolean isOneByOne;
    private boolean isBad;
    private int tries;
    private Duration pause = FIRST_PAUSE;

    /** @param afterwards done now and then, after something was written */
    JournalWriter(Table table, Runnable afterwards) {
        this.table = table;
        this.afterwards = afterwards;
    }

    synchronized void add(DeliveryRecord delivery) {
        if (delivery.isOfStranger()) {
            turnedAway.add(delivery);
        } else if (waiting.size() < MOST_WAITING && weight < MOST_WEIGHT) {
            waiting.add(delivery);
            weight += delivery.weight();
        } else {
            lost++;
        }
        writeAfter(COLLECT);
    }

    /** Completes when what was added before was written, or could not be. */
    Uni<Void> flush() {
        return Uni.createFrom().emitter(emitter -> {
            synchronized (this) {
                flushed.add(emitter);
            }
            write();
        });
    }

    private synchronized void writeAfter(Duration delay) {
        if (!isScheduled && !isWriting) {
            isScheduled = true;
            Uni.createFrom().voidItem().onItem().delayIt().by(delay).subscribe().with(now -> {
                synchronized (this) {
                    isScheduled = false;
                }
                write();
            });
        }
    }

    private void write() {
        List<DeliveryRecord> next;
        Map<TableEntity.Id, ObjectNode> rows = new LinkedHashMap<>();
        synchronized (this) {
            if (isWriting) {
                return;
            }
            next = take(rows);
            isWriting = !next.isEmpty();
        }
        if (next.isEmpty()) {
            release();
        } else {
            table.putAll(rows).subscribe().with(done -> written(), failure -> failed(next, failure));
        }
    }

    /** As many of those that wait as fit into one group; all of one partition. */
    private List<DeliveryRecord> take(Map<TableEntity.Id, ObjectNode> rows) {
        turnedAway.takeChanged().forEach(waiting::addFirst);
        List<DeliveryRecord> taken = new ArrayList<>();
        long bytes = 0;
        for (DeliveryRecord next = waiting.peek(); next != null; next = waiting.peek()) {
            Map<TableEntity.Id, ObjectNode> own = JournalRows.of(next);
            long size = own.values().stream()
                    .mapToLong(row -> row.toString().length())
                    .sum();
            boolean fits = rows.size() + own.size() <= EntityGroup.MOST && bytes + size <= EntityGroup.MOST_BYTES / 2;
            if (!taken.isEmpty() && (isOneByOne || !fits || !isOfSameDay(taken.get(0), next))) {
                break;
            }
            rows.putAll(own);
            bytes += size;
            weight -= next.weight();
            taken.add(waiting.remove());
        }
        return taken;
    }

    private static boolean isOfSameDay(DeliveryRecord one, DeliveryRecord other) {
        return JournalRows.day(one.id()) == JournalRows.day(other.id());
    }

    private void written() {
        synchronized (this) {
            isWriting = false;
            isOneByOne = false;
            tries = 0;
            pause = FIRST_PAUSE;
            if (isBad) {
                LOG.warnf("deliveries are recorded again; the records of %d are lost", lost);
                isBad = false;
                lost = 0;
            }
        }
        afterwards.run();
        write();
    }

    /** What the table does not want is thrown away, but alone. Everything else waits for better times. */
    private void failed(List<DeliveryRecord> taken, Throwable failure) {
        boolean isUnwanted = isUnwanted(failure);
        synchronized (this) {
            isWriting = false;
            if (!isBad) {
                LOG.warnf("deliveries are not recorded at the moment: %s", FailureText.of(failure));
                isBad = true;
            }
            if (isUnwanted && taken.size() == 1) {
                lost++;
                tries = 0;
            } else {
                isOneByOne = isUnwanted;
                for (int i = taken.size() - 1; i >= 0; i--) {
                    waiting.addFirst(taken.get(i));
                    weight += taken.get(i).weight();
                }
            }
        }
        if (isUnwanted) {
            write();
        } else {
            release();
            writeAfter(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private synchronized boolean isUnwanted(Throwable failure) {
        return failure instanceof StorageException storage
                && (storage.isRefusal() || storage.isAnswered() && ++tries > MOST_TRIES);
    }

    private void release() {
        List<UniEmitter<? super Void>> released;
        synchronized (this) {
            released = List.copyOf(flushed);
            flushed.clear();
        }
        released.forEach(emitter -> emitter.complete(null));
    }
}
