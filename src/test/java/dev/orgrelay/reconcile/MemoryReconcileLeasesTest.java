package dev.orgrelay.reconcile;

import dev.orgrelay.relay.Records;

class MemoryReconcileLeasesTest extends ReconcileLeasesContract {

    @Override
    protected Records records() {
        return Records.inMemory();
    }
}
