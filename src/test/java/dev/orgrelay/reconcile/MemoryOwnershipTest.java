package dev.orgrelay.reconcile;

import dev.orgrelay.relay.LeaseTerm;
import dev.orgrelay.relay.LedgerStore;
import dev.orgrelay.relay.Records;

class MemoryOwnershipTest extends OwnershipContract {

    @Override
    protected LedgerStore ledger() {
        return LedgerStore.inMemory(LeaseTerm.USUAL, clock);
    }

    @Override
    protected Records records() {
        return Records.inMemory();
    }

    @Override
    protected int courses() {
        return 400;
    }
}
