package dev.orgrelay.journal;

import dev.orgrelay.central.CentralCall;
import java.time.Duration;

/**
 * One request to IoT Central.
 *
 * @param status 0 if there was no answer
 * @param took from sending it to its answer
 */
public record RecordedCall(CentralCall call, int status, Duration took) {

    /** Bytes of memory without the body, roughly. */
    private static final int WEIGHT = 300;

    int weight() {
        return WEIGHT + call.body().map(body -> body.length).orElse(0);
    }
}
