package dev.orgrelay.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** What Org Relay lets in over HTTP. */
@ConfigMapping(prefix = "orgrelay")
interface HttpConfig {

    /** The key that operators send in the header {@code x-functions-key}. */
    Optional<String> operatorKey();

    /** Lets everybody use the operator paths without a key. For development only. */
    @WithDefault("false")
    boolean dangerousOpenOperatorApi();

    /** The largest request body that is read, in bytes. Example: {@code 1M}. */
    @WithDefault("1M")
    MemorySize maxBodySize();
}
