package dev.orgrelay.journal;

import java.time.Duration;
import java.util.Optional;

/**
 * One request to IoT Central.
 *
 * @param body empty if it had none
 * @param status 0 if there was no answer
 * @param took from sending it to its answer
 * @param waited for the pace of its application, before
 */
public record RecordedCall(
        String method, String path, Optional<String> body, int status, Duration took, Duration waited) {}
