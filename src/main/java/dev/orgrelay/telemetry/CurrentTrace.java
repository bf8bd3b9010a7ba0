package dev.orgrelay.telemetry;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Optional;

/**
 * What belongs to the request at hand, kept where Vert.x keeps it: it is there on whichever thread the request is worked on.
 *
 * @param context of the request; empty outside of requests, where nothing is kept
 */
record CurrentTrace(Optional<Context> context) {

    private static final String TRACEPARENT = "orgrelay.traceparent";

    /** What belongs to the request that is worked on by this thread. An answer may arrive in the context of its connection, so whoever waits for one remembers this. */
    static CurrentTrace here() {
        return new CurrentTrace(Optional.ofNullable(Vertx.currentContext()).filter(VertxContext::isDuplicatedContext));
    }

    /** The trace that the request came with or that was given to it later. */
    Optional<String> traceparent() {
        return this.<Traceparent>find(TRACEPARENT).map(Traceparent::value);
    }

    void keep(Traceparent traceparent) {
        keep(TRACEPARENT, traceparent);
    }

    /** What was kept under {@code key}. */
    <T> Optional<T> find(String key) {
        return context.map(request -> request.<T>getLocal(key));
    }

    void keep(String key, Object value) {
        context.ifPresent(request -> request.putLocal(key, value));
    }
}
