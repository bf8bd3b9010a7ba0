package dev.orgrelay.central;

import io.smallrye.mutiny.Uni;

/** Looks on while applications are called, for whoever measures. It changes nothing of what happens. */
public interface CallObserver {

    /** Looks away. */
    CallObserver NONE = new CallObserver() {};

    /** One request to an application. */
    default <T> Uni<T> call(CentralCall call, Uni<T> request) {
        return request;
    }

    /** Both look on. */
    default CallObserver and(CallObserver other) {
        CallObserver one = this;
        return new CallObserver() {
            @Override
            public <T> Uni<T> call(CentralCall call, Uni<T> request) {
                return other.call(call, one.call(call, request));
            }
        };
    }
}
