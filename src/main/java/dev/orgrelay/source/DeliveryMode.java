package dev.orgrelay.source;

/** How the changes of a source get to the relay. */
public enum DeliveryMode {
    /** They are applied before the sender is answered. */
    DIRECT,
    /** They are put on the change queue, and applied later. */
    QUEUE
}
