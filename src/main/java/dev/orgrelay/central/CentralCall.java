package dev.orgrelay.central;

import java.time.Duration;
import java.util.Optional;

/**
 * One request to an application; a call that is tried again makes several.
 *
 * @param application its name
 * @param method of HTTP
 * @param path below the application's URL, without its query
 * @param body empty if it has none
 * @param waited how long it waited for the application's pace
 */
public record CentralCall(String application, String method, String path, Optional<byte[]> body, Duration waited) {

    private static final int OK = 200;
    private static final int NO_CONTENT = 204;

    /** How it ended, as a status of HTTP; 0 if there was no answer. */
    public int status(Throwable failure) {
        if (failure == null) {
            return method.equals("DELETE") ? NO_CONTENT : OK;
        }
        return failure instanceof CentralException answered ? answered.status() : 0;
    }
}
