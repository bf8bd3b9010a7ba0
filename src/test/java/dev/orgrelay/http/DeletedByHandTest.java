package dev.orgrelay.http;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class DeletedByHandTest extends DeletedByHand {}
