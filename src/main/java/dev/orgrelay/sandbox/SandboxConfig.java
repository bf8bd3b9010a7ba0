package dev.orgrelay.sandbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the sandbox. */
@ConfigMapping(prefix = "orgrelay.sandbox")
interface SandboxConfig {

    /**
     * Whether the program answers under {@code /sandbox} like Azure IoT Central. Default {@code false}; {@code true} in dev and test mode.
     *
     * <p>While it is on and no application is configured, the application {@code default} is the sandbox. Anybody who reaches the port
     * can use it, so leave it off where that matters.
     */
    @WithDefault("false")
    boolean enabled();
}
