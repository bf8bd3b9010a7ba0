package dev.orgrelay.central;

import io.smallrye.mutiny.Uni;
import io.vertx.core.impl.ContextInternal;
import java.util.Optional;

/**
 * The Vert.x context that a call is made from. An answer arrives in that of its connection; whoever goes on with it there has lost what is known of the request.
 *
 * @param context empty outside of Vert.x
 */
record CallersContext(Optional<ContextInternal> context) {

    static CallersContext here() {
        return new CallersContext(Optional.ofNullable(ContextInternal.current()));
    }

    /** The same with an answer that arrives here: at once if this thread is the right one, which it is where connections are made by the loop that uses them. */
    <T> Uni<T> bringBack(Uni<T> call) {
        return context.map(caller -> call.emitOn(task -> caller.emit(task, Runnable::run)))
                .orElse(call);
    }
}
