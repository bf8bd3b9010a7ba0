package dev.orgrelay.central;

import io.smallrye.mutiny.Uni;
import io.vertx.core.impl.ContextInternal;

/** The Vert.x context that a call is made from. An answer arrives in that of its connection; whoever goes on with it there has lost what is known of the request. */
public final class CallersContext {

    private CallersContext() {}

    /**
     * The same with an answer that arrives in the context of now: at once if its thread is the right one, which it is where connections are made by the loop that uses
     * them. Outside of Vert.x it stays where it is.
     */
    public static <T> Uni<T> keptFor(Uni<T> call) {
        ContextInternal caller = ContextInternal.current();
        return caller == null ? call : call.emitOn(task -> caller.emit(task, Runnable::run));
    }
}
