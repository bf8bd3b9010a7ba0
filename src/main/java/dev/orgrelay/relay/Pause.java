package dev.orgrelay.relay;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** A moment of waiting, of random length, so that those who met do not meet again. */
final class Pause {

    private static final int SHORTEST_MILLIS = 5;
    private static final int LONGEST_MILLIS = 60;

    private Pause() {}

    static Uni<Void> aMoment() {
        int millis = ThreadLocalRandom.current().nextInt(SHORTEST_MILLIS, LONGEST_MILLIS);
        return Uni.createFrom().voidItem().onItem().delayIt().by(Duration.ofMillis(millis));
    }
}
