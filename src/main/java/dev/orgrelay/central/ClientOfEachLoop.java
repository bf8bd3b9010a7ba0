package dev.orgrelay.central;

import io.vertx.core.Context;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A client, and so a pool of connections, for each event loop that makes calls, and one for all other threads.
 *
 * <p>A shared pool hands out whichever connection was used last. If that belongs to another event loop, the call and its answer each change threads, which takes longer
 * than all the rest of the work on an event.
 */
final class ClientOfEachLoop implements Supplier<OrganizationsApi> {

    private final Supplier<OrganizationsApi> make;
    private final Map<Thread, OrganizationsApi> clients = new ConcurrentHashMap<>();
    private OrganizationsApi shared;

    ClientOfEachLoop(Supplier<OrganizationsApi> make) {
        this.make = make;
    }

    @Override
    public OrganizationsApi get() {
        return Context.isOnEventLoopThread()
                ? clients.computeIfAbsent(Thread.currentThread(), loop -> make.get())
                : ofAllOthers();
    }

    private synchronized OrganizationsApi ofAllOthers() {
        if (shared == null) {
            shared = make.get();
        }
        return shared;
    }
}
