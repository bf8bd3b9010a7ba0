package dev.orgrelay.journal;

/** What a delivery came as. */
public enum DeliveryKind {
    /** A request of a sender. */
    EVENT,
    /** A message of the change queue. */
    QUEUE,
    /** The trigger of Event Grid. */
    EVENT_GRID,
    /** A whole hierarchy, from an operator, the timer, or a message that asked for it. */
    RECONCILE,
    /** Something that was kept, tried once more. */
    REPLAY,
    /** A change by hand. */
    OPERATOR
}
