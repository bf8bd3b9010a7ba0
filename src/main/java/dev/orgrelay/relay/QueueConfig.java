package dev.orgrelay.relay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How patient the change queue is. */
@ConfigMapping(prefix = "orgrelay.queue")
interface QueueConfig {

    /**
     * How long a change of the change queue that cannot be applied yet is tried again, from when it arrived. After that it becomes a dead letter. Example:
     * {@code 12h}.
     */
    @WithDefault("3d")
    Duration giveUpAfter();
}
