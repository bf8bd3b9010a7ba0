package dev.orgrelay.source;

import dev.orgrelay.configuration.Words;
import org.eclipse.microprofile.config.spi.Converter;

/** How the changes of a source get to the relay. */
public enum DeliveryMode {
    /** They are applied before the sender is answered. */
    DIRECT,
    /** They are put on the change queue, and applied later. */
    QUEUE;

    /** Its converter. */
    @SuppressWarnings("serial") // nobody writes it
    public static final class Word implements Converter<DeliveryMode> {
        @Override
        public DeliveryMode convert(String text) {
            return Words.convert(DeliveryMode.class, text);
        }
    }
}
