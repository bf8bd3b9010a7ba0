package dev.orgrelay.storage;

import dev.orgrelay.configuration.Words;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.Converter;

/** Where Org Relay remembers things. */
@ConfigMapping(prefix = "orgrelay")
interface StoresConfig {

    /**
     * Where the ledger is kept: {@code memory}, which one instance alone can use and which ends with the process, or {@code table}, which instances
     * share and which outlives them.
     */
    @WithDefault("memory")
    @WithConverter(PlaceWord.class)
    Place ledger();

    /** Where dead letters are kept: {@code memory} or {@code table}. Default: where the ledger is. */
    @WithConverter(PlaceWord.class)
    Optional<Place> deadLetters();

    /** Where something is kept. */
    enum Place {
        MEMORY,
        TABLE
    }

    /** Converts the words of places. */
    @SuppressWarnings("serial") // nobody writes it
    final class PlaceWord implements Converter<Place> {
        @Override
        public Place convert(String text) {
            return Words.convert(Place.class, text);
        }
    }
}
