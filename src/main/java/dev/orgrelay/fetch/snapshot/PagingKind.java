package dev.orgrelay.fetch.snapshot;

import java.util.Set;

/** How the pages of a snapshot follow each other, in settings. */
enum PagingKind {
    NONE,
    LINK_HEADER,
    NEXT_LINK(PagingSettings.NEXT),
    CURSOR(PagingSettings.NEXT, PagingSettings.PARAMETER),
    PAGE_NUMBER(PagingSettings.PARAMETER);

    private final Set<String> needed;

    PagingKind(String... needed) {
        this.needed = Set.of(needed);
    }

    boolean needs(String setting) {
        return needed.contains(setting);
    }
}
