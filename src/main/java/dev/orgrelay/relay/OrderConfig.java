package dev.orgrelay.relay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What the order of changes takes for granted. If it is not so, something older may win. */
@ConfigMapping(prefix = "orgrelay.order")
interface OrderConfig {

    /**
     * Within this time of being sent a request has its effect in IoT Central, or never. No organization is changed by something else as long as a request without
     * an answer may still have its effect. Not shorter than the {@code connect-timeout} and {@code response-timeout} of any application together.
     */
    @WithDefault("15s")
    Duration effectWithin();

    /** The clocks of instances differ by less than this, and no instance stands still for longer between looking at its clock and sending. */
    @WithDefault("5s")
    Duration clockDifference();
}
