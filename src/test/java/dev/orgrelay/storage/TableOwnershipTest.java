package dev.orgrelay.storage;

import dev.orgrelay.reconcile.OwnershipContract;
import dev.orgrelay.relay.LeaseTerm;
import dev.orgrelay.relay.LedgerStore;
import dev.orgrelay.relay.Records;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

@OnAzurite
@QuarkusTest
@TestProfile(AzuriteProfile.class)
class TableOwnershipTest extends OwnershipContract {

    private static final AtomicInteger TABLES = new AtomicInteger();

    @Inject
    Storage storage;

    @Override
    protected LedgerStore ledger() {
        AzuriteProfile.healthy();
        Table table = storage.table("owners" + TABLES.incrementAndGet());
        return new TableLedgerStore(table, new Sweep(table, Duration.ofDays(30), clock), LeaseTerm.USUAL, clock);
    }

    @Override
    protected Records records() {
        return new TableRecords(storage.table("owned" + TABLES.incrementAndGet()));
    }

    @Override
    protected int courses() {
        return 6;
    }
}
