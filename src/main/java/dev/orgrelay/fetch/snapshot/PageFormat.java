package dev.orgrelay.fetch.snapshot;

/** How the pages of a snapshot are written. */
enum PageFormat {
    /** An array in a document. */
    JSON("application/json"),
    /** A header row, then a row for each element. */
    CSV("text/csv"),
    /** A document for each element, each on a line of its own. */
    NDJSON("application/x-ndjson");

    private final String mediaType;

    PageFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }
}
