package dev.orgrelay.source;

import dev.orgrelay.configuration.Words;
import org.eclipse.microprofile.config.spi.Converter;

/** How the messages of a source are written, where only one way is right. */
enum Format {
    JSON,
    TEXT,
    FORM,
    CLOUDEVENTS,
    EVENT_GRID;

    /** Its converter. */
    @SuppressWarnings("serial") // nobody writes it
    public static final class Word implements Converter<Format> {
        @Override
        public Format convert(String text) {
            return Words.convert(Format.class, text);
        }
    }
}
