package dev.orgrelay.relay.explorer;

import dev.orgrelay.central.Applications;
import dev.orgrelay.relay.OpenRelay;
import dev.orgrelay.relay.Relay;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** One instance of the program, until it crashes. */
final class Instance {

    private final String name;
    private final VirtualTime time;
    private final Seen seen;
    private final SharedStore.Copy copy;
    private final Relay relay;
    private final List<Sender> waiting = new ArrayList<>();

    Instance(
            String name,
            int ahead,
            Applications applications,
            SharedStore store,
            Doubles doubles,
            LongSupplier seconds) {
        this.name = name;
        this.time = new VirtualTime(seconds, ahead);
        this.seen = new Seen(seconds);
        this.copy = store.copy(seen);
        this.relay = OpenRelay.of(applications, copy, time, time, doubles::over);
    }

    String name() {
        return name;
    }

    VirtualTime time() {
        return time;
    }

    Seen seen() {
        return seen;
    }

    SharedStore.Copy copy() {
        return copy;
    }

    Relay relay() {
        return relay;
    }

    /** Who waits for an answer of it. */
    List<Sender> waiting() {
        return waiting;
    }
}
