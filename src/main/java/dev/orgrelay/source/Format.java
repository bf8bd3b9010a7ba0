package dev.orgrelay.source;

/** How the messages of a source are written, where only one way is right. */
enum Format {
    JSON,
    TEXT,
    FORM,
    CLOUDEVENTS,
    EVENT_GRID
}
