package dev.orgrelay.central;

import io.smallrye.mutiny.Uni;

/** Looks on while one application is called, for whoever measures. It changes nothing of what happens. */
public interface CallObserver {

    /** Looks away. */
    CallObserver NONE = new CallObserver() {};

    /**
     * One request to the application; a call that is tried again makes several.
     *
     * @param method of HTTP
     */
    default <T> Uni<T> call(String method, Uni<T> request) {
        return request;
    }

    /** The wait for the application's pace before a request. */
    default Uni<Void> turn(Uni<Void> wait) {
        return wait;
    }
}
