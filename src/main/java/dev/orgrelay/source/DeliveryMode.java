package dev.orgrelay.source;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How the changes of a source get to the relay. */
public enum DeliveryMode {
    /** They are applied before the sender is answered. */
    DIRECT,
    /** They are put on the change queue, and applied later. */
    QUEUE;

    /** What a setting names. */
    static Optional<DeliveryMode> parse(String word) {
        return Arrays.stream(values())
                .filter(handover -> handover.word().equals(word.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
