package dev.orgrelay.storage;

import dev.orgrelay.relay.DeadLetters;
import dev.orgrelay.relay.DeadLettersContract;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicInteger;

@OnAzurite
@QuarkusTest
@TestProfile(AzuriteProfile.class)
class TableDeadLettersTest extends DeadLettersContract {

    private static final AtomicInteger TABLES = new AtomicInteger();

    @Inject
    Storage storage;

    @Override
    protected DeadLetters place() {
        AzuriteProfile.healthy();
        return new TableDeadLetters(storage.table("letters" + TABLES.incrementAndGet()));
    }
}
