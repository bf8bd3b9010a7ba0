package dev.orgrelay.organization;

import java.util.Locale;

/** What a sender asked for, in its own terms. */
public enum Operation {
    CREATE,
    UPDATE,
    DELETE,
    /** Create or update: the sender does not say which. */
    UPSERT,
    /** Only the id is known; the rest has to be looked up. */
    REFETCH,
    /** Something in the collection changed. */
    RESYNC,
    /** Nothing that concerns organizations. */
    IGNORE;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The word used in messages, answers and settings. */
    public String word() {
        return word;
    }
}
