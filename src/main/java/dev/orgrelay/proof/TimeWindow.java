package dev.orgrelay.proof;

/** On which side of now a timestamp is limited. */
enum TimeWindow {
    /** It must not be too old; Stripe's libraries look no further. */
    PAST,
    /** It must be neither too old nor too far ahead, as Standard Webhooks asks. */
    BOTH
}
