package dev.orgrelay.relay;

import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** One at a time for each key, first come, first served, within this process. */
final class KeyedLocks<K> {

    private final int mostWaiting;
    private final Map<K, Queue<Turn>> waiting = new HashMap<>();

    /** @param mostWaiting how many may wait for one key */
    KeyedLocks(int mostWaiting) {
        this.mostWaiting = mostWaiting;
    }

    /**
     * Does {@code work} as soon as nothing else is done for {@code key}. Once begun, it goes on whether or not anybody still waits for it.
     *
     * @param instead what there is if too many wait already
     */
    <T> Uni<T> inTurn(K key, Supplier<Uni<T>> work, Supplier<T> instead) {
        return Uni.createFrom().emitter(emitter -> {
            Turn turn =
                    done -> work.get().onTermination().invoke(done).subscribe().with(emitter::complete, emitter::fail);
            switch (place(key, turn)) {
                case FIRST -> run(key, turn);
                case FULL -> emitter.complete(instead.get());
                case BEHIND -> {} // whoever is before it starts it
            }
        });
    }

    /** Tells when it is over. */
    private interface Turn {

        void begin(Runnable done);
    }

    /** One after the other and not one within the other, since a thousand may wait that end at once. */
    private void run(K key, Turn first) {
        Turn turn = first;
        while (turn != null) {
            AtomicBoolean isOverOrLeft = new AtomicBoolean();
            turn.begin(() -> {
                if (!isOverOrLeft.compareAndSet(false, true)) {
                    startNext(key);
                }
            });
            boolean isOver = !isOverOrLeft.compareAndSet(false, true);
            turn = isOver ? next(key) : null;
        }
    }

    private enum Place {
        FIRST,
        BEHIND,
        FULL
    }

    private synchronized Place place(K key, Turn run) {
        Queue<Turn> others = waiting.putIfAbsent(key, new ArrayDeque<>(0));
        if (others == null) {
            return Place.FIRST;
        }
        return others.size() < mostWaiting && others.add(run) ? Place.BEHIND : Place.FULL;
    }

    private void startNext(K key) {
        Turn next = next(key);
        if (next != null) {
            run(key, next);
        }
    }

    private synchronized Turn next(K key) {
        Turn next = waiting.get(key).poll();
        if (next == null) {
            waiting.remove(key);
        }
        return next;
    }
}
