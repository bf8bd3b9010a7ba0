package dev.orgrelay.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** What Org Relay lets in over HTTP. */
@ConfigMapping(prefix = "orgrelay")
interface HttpConfig {

    /** The key that operators send in the header {@code x-functions-key}: 16 bytes or more. No default. Example: {@code ${OPERATOR_KEY}}. */
    Optional<String> operatorKey();

    /**
     * A key for the same header that reads everything and changes nothing: it may also plan and ask for dry runs. 16 bytes or more. No default. Example:
     * {@code ${READER_KEY}}.
     */
    Optional<String> readerKey();

    /** Takes an operator or reader key that is so short that it can be guessed. For development only. */
    @WithDefault("false")
    boolean dangerousShortOperatorKey();

    /** Lets everybody use the operator paths without a key. For development only. */
    @WithDefault("false")
    boolean dangerousOpenOperatorApi();

    /**
     * Whether there is a console at {@code /api/console/}. With {@code read-only}, nothing that comes from a page changes anything, whatever the key: what scripts and the
     * command line send still does.
     */
    @WithDefault("on")
    ConsoleMode console();

    /** The largest request body that is read, in bytes. Example: {@code 1M}. */
    @WithDefault("1M")
    MemorySize maxBodySize();

    /**
     * How many connections can be open at once. When there is one more, the one that has kept this instance waiting for longest is closed. Example: {@code 500}.
     */
    @WithDefault("2000")
    int maxConnections();
}
