package dev.orgrelay.storage;

import dev.orgrelay.http.DeadLetterReplays;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@OnAzurite
@QuarkusTest
@TestProfile(MixedDeliveriesInTableTest.InTable.class)
class DeadLetterReplayInTableTest extends DeadLetterReplays {}
