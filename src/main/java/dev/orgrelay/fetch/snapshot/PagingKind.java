package dev.orgrelay.fetch.snapshot;

import java.util.Set;

/** How the pages of a snapshot follow each other, in settings. */
enum PagingKind {
    NONE,
    LINK_HEADER,
    NEXT_LINK(SnapshotSettings.NEXT),
    CURSOR(SnapshotSettings.NEXT, SnapshotSettings.PARAMETER),
    PAGE_NUMBER(SnapshotSettings.PARAMETER);

    private final Set<String> needed;

    PagingKind(String... needed) {
        this.needed = Set.of(needed);
    }

    boolean needs(String setting) {
        return needed.contains(setting);
    }
}
