package dev.orgrelay.storage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
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

    /**
     * Where the record of each delivery is kept: {@code memory}, the newest 1,000 of this instance, fewer if they are large; {@code table}, which instances share;
     * or {@code off}.
     */
    @WithDefault("memory")
    JournalPlace journal();

    /** For how many days a table keeps them. */
    @WithName("journal.days")
    @WithDefault("30")
    int journalDays();

    /** Where something is kept. */
    enum Place {
        MEMORY,
        TABLE
    }

    /** Where the journal is kept, if at all. */
    enum JournalPlace {
        MEMORY,
        TABLE,
        OFF
    }
}
