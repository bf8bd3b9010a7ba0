package dev.orgrelay.storage;

import dev.orgrelay.reconcile.ReconcileLeasesContract;
import dev.orgrelay.relay.Records;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicInteger;

@OnAzurite
@QuarkusTest
@TestProfile(AzuriteProfile.class)
class TableReconcileLeasesTest extends ReconcileLeasesContract {

    private static final AtomicInteger TABLES = new AtomicInteger();

    @Inject
    Storage storage;

    @Override
    protected Records records() {
        AzuriteProfile.healthy();
        return new TableRecords(storage.table("leases" + TABLES.incrementAndGet()));
    }
}
