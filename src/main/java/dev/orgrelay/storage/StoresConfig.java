package dev.orgrelay.storage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Where Org Relay remembers things. */
@ConfigMapping(prefix = "orgrelay")
interface StoresConfig {

    /**
     * Where the ledger is kept: {@code memory}, which one instance alone can use and which ends with the process, or {@code table}, which instances
     * share and which outlives them.
     */
    @WithDefault("memory")
    Place ledger();

    /** Where dead letters are kept: {@code memory} or {@code table}. Default: where the ledger is. */
    Optional<Place> deadLetters();

    /** Where something is kept. */
    enum Place {
        MEMORY,
        TABLE
    }
}
