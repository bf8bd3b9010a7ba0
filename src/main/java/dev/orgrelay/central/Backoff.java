package dev.orgrelay.central;

import io.smallrye.faulttolerance.api.CustomBackoffStrategy;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before a call is tried again: as long as the answer says, else longer each time, spread at random. */
final class Backoff implements CustomBackoffStrategy {

    private static final long FIRST_MILLIS = 200;
    private static final long LONGEST_MILLIS = 4000;

    private int retries;

    @Override
    public long nextDelayInMillis(Throwable failure) {
        long ceiling = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(retries++, 10));
        long spread = ThreadLocalRandom.current().nextLong(ceiling / 2, ceiling + 1);
        return Math.max(spread, demanded(failure));
    }

    private static long demanded(Throwable failure) {
        return failure instanceof CentralException central
                ? central.retryAfter().map(Duration::toMillis).orElse(0L)
                : 0;
    }
}
