package dev.orgrelay.relay;

import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;

/** One at a time for each key, first come, first served, within this process. */
final class KeyedLocks<K> {

    private final int mostWaiting;
    private final Map<K, Queue<Runnable>> waiting = new HashMap<>();

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
            Runnable run = () -> work.get()
                    .onTermination()
                    .invoke(() -> startNext(key))
                    .subscribe()
                    .with(emitter::complete, emitter::fail);
            switch (place(key, run)) {
                case FIRST -> run.run();
                case FULL -> emitter.complete(instead.get());
                case BEHIND -> {} // whoever is before it starts it
            }
        });
    }

    private enum Place {
        FIRST,
        BEHIND,
        FULL
    }

    private synchronized Place place(K key, Runnable run) {
        Queue<Runnable> others = waiting.putIfAbsent(key, new ArrayDeque<>(0));
        if (others == null) {
            return Place.FIRST;
        }
        return others.size() < mostWaiting && others.add(run) ? Place.BEHIND : Place.FULL;
    }

    private void startNext(K key) {
        Runnable next = next(key);
        if (next != null) {
            next.run();
        }
    }

    private synchronized Runnable next(K key) {
        Runnable next = waiting.get(key).poll();
        if (next == null) {
            waiting.remove(key);
        }
        return next;
    }
}
