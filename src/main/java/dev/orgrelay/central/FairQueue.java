package dev.orgrelay.central;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Those who wait for their turn, first come, first served. Who gives up leaves the line. */
final class FairQueue {

    private final Queue<Place> places = new ConcurrentLinkedQueue<>();
    private final AtomicInteger length = new AtomicInteger();

    /** Completes with the turn. {@code lined} runs as soon as the place is taken. */
    Uni<Void> stand(Runnable lined) {
        return Uni.createFrom().emitter(emitter -> {
            Place place = new Place(emitter);
            length.incrementAndGet();
            places.add(place);
            emitter.onTermination(() -> leave(place));
            lined.run();
        });
    }

    boolean isEmpty() {
        return length.get() <= 0;
    }

    int length() {
        return Math.max(0, length.get());
    }

    /** Lets the first one go. */
    void letGo() {
        next(place -> place.emitter.complete(null));
    }

    /** Sends everybody away. */
    void disperse(CentralException reason) {
        while (next(place -> place.emitter.fail(reason))) {
            // one after the other
        }
    }

    private boolean next(Consumer<Place> end) {
        for (Place first = places.poll(); first != null; first = places.poll()) {
            if (leave(first)) {
                end.accept(first);
                return true;
            }
        }
        return false;
    }

    private boolean leave(Place place) {
        boolean wasInLine = place.isLeft.compareAndSet(false, true);
        if (wasInLine) {
            length.decrementAndGet();
        }
        return wasInLine;
    }

    private static final class Place {

        private final UniEmitter<? super Void> emitter;
        private final AtomicBoolean isLeft = new AtomicBoolean();

        private Place(UniEmitter<? super Void> emitter) {
            this.emitter = emitter;
        }
    }
}
