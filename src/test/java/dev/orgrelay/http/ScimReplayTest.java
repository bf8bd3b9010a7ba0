package dev.orgrelay.http;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** With memory. */
@QuarkusTest
@TestProfile(SendersProfile.class)
class ScimReplayTest extends ScimReplays {}
