package dev.orgrelay.relay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How patient Org Relay is with changes that wait. */
@ConfigMapping(prefix = "orgrelay.queue")
interface QueueConfig {

    /**
     * How long a change that cannot be applied yet is tried again, from when it arrived or, if it was kept until then, took effect. After that it becomes a dead letter:
     * in the change queue whatever it waits for, elsewhere if it waits for an organization that is not there. Example: {@code 12h}.
     */
    @WithDefault("3d")
    Duration giveUpAfter();
}
