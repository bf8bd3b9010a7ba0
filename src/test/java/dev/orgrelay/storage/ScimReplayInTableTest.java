package dev.orgrelay.storage;

import dev.orgrelay.http.ScimReplays;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** With a table. */
@OnAzurite
@QuarkusTest
@TestProfile(AzuriteProfile.class)
class ScimReplayInTableTest extends ScimReplays {}
