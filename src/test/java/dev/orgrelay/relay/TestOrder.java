package dev.orgrelay.relay;

import dev.orgrelay.central.ConfiguredApplications;
import dev.orgrelay.central.TestApplications;
import io.smallrye.config.SmallRyeConfig;
import java.time.Duration;

/** What order takes for granted, as it is if nobody says otherwise. */
public final class TestOrder {

    private TestOrder() {}

    public static OrderSettings settings() {
        return new OrderSettings(
                new OrderConfig() {
                    @Override
                    public Duration effectWithin() {
                        return LeaseTerm.USUAL.effectWithin();
                    }

                    @Override
                    public Duration clockDifference() {
                        return LeaseTerm.USUAL.clockDifference();
                    }
                },
                TestApplications.of(null));
    }

    /** @param config that has them, and the applications */
    public static OrderSettings of(SmallRyeConfig config) {
        return new OrderSettings(config.getConfigMapping(OrderConfig.class), ConfiguredApplications.of(config));
    }
}
