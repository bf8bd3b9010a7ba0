package dev.orgrelay.http;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(SendersProfile.class)
class DeadLetterReplayTest extends DeadLetterReplays {}
