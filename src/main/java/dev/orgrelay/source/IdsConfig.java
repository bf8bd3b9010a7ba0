package dev.orgrelay.source;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What the ids of all senders become. */
@ConfigMapping(prefix = "orgrelay")
public interface IdsConfig {

    /**
     * The rule by which senders' ids become organization ids. {@code 1} is for deployments that began with it: another rule gives their organizations
     * other ids.
     */
    @WithDefault("2")
    int ids();
}
