package dev.orgrelay.journal;

import dev.orgrelay.central.CentralCall;
import java.time.Duration;

/**
 * One request to IoT Central.
 *
 * @param status 0 if there was no answer
 * @param took from sending it to its answer
 */
public record RecordedCall(CentralCall call, int status, Duration took) {}
