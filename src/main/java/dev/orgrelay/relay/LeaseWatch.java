package dev.orgrelay.relay;

import dev.orgrelay.central.CallWatch;
import java.util.function.BooleanSupplier;

/** Sends nothing any more once the lease is lost, and knows whether something may have been changed. */
final class LeaseWatch implements CallWatch {

    private final BooleanSupplier isHeld;
    private volatile boolean mayHaveChangedSomething;

    LeaseWatch(BooleanSupplier isHeld) {
        this.isHeld = isHeld;
    }

    @Override
    public boolean letsThrough() {
        return isHeld.getAsBoolean();
    }

    @Override
    public void wasOrMayBeCarriedOut() {
        mayHaveChangedSomething = true;
    }

    boolean mayHaveChangedSomething() {
        return mayHaveChangedSomething;
    }
}
