package dev.orgrelay.central;

import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Looks on while applications are called, for whoever measures. It changes nothing of what happens. */
public interface CallObserver {

    /** Looks away. */
    CallObserver NONE = new CallObserver() {};

    /**
     * One request to an application; a call that is tried again makes several.
     *
     * @param method of HTTP
     */
    default <T> Uni<T> call(String application, String method, Uni<T> request) {
        return request;
    }

    /** A request waited so long for the application's pace. */
    default void waited(String application, Duration time) {}
}
