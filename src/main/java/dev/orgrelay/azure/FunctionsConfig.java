package dev.orgrelay.azure;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who may call the functions. */
@ConfigMapping(prefix = "orgrelay")
interface FunctionsConfig {

    /**
     * Lets everybody who reaches the port call the functions that are meant for the Functions host, without any authentication. Set by itself under a
     * Functions host, which calls on the loopback interface, and with the sandbox.
     */
    @WithDefault("false")
    boolean dangerousOpenFunctions();
}
