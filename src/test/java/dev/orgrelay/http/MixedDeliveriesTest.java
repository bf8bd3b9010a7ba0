package dev.orgrelay.http;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(SendersProfile.class)
class MixedDeliveriesTest extends MixedDeliveries {

    /** It is nowhere but in what is shown. */
    @Override
    protected String raw() {
        return "";
    }
}
