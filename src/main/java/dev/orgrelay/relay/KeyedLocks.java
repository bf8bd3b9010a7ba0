package dev.orgrelay.relay;

import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One at a time for each key, first come, first served, within this process. */
public final class KeyedLocks<K> {

    private final int mostWaiting;
    private final Map<K, Queue<Consumer<Runnable>>> waiting = new HashMap<>();

    /** @param mostWaiting how many may wait for one key */
    public KeyedLocks(int mostWaiting) {
        this.mostWaiting = mostWaiting;
    }

    /**
     * Does {@code work} as soon as nothing else is done for {@code key}. Once begun, it goes on whether or not anybody still waits for it.
     *
     * @param instead what there is if too many wait already
     */
    public <T> Uni<T> inTurn(K key, Supplier<Uni<T>> work, Supplier<T> instead) {
        return Uni.createFrom().emitter(emitter -> {
            Consumer<Runnable> turn = over -> Uni.createFrom()
                    .deferred(work::get)
                    .subscribe()
                    .with(
                            item -> {
                                over.run();
                                emitter.complete(item);
                            },
                            failure -> {
                                over.run();
                                emitter.fail(failure);
                            });
            switch (place(key, turn)) {
                case FIRST -> run(key, turn);
                case FULL -> emitter.complete(instead.get());
                case BEHIND -> {} // whoever is before it starts it
            }
        });
    }

    /** One after the other and not one within the other, since a thousand may wait that end at once. */
    private void run(K key, Consumer<Runnable> first) {
        Consumer<Runnable> turn = first;
        while (turn != null) {
            AtomicBoolean isOverOrLeft = new AtomicBoolean();
            turn.accept(() -> {
                if (!isOverOrLeft.compareAndSet(false, true)) {
                    run(key, next(key));
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

    private synchronized Place place(K key, Consumer<Runnable> turn) {
        Queue<Consumer<Runnable>> others = waiting.putIfAbsent(key, new ArrayDeque<>(0));
        if (others == null) {
            return Place.FIRST;
        }
        return others.size() < mostWaiting && others.add(turn) ? Place.BEHIND : Place.FULL;
    }

    private synchronized Consumer<Runnable> next(K key) {
        Consumer<Runnable> next = waiting.get(key).poll();
        if (next == null) {
            waiting.remove(key);
        }
        return next;
    }
}
