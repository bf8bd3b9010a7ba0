package dev.orgrelay.journal;

import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Cause;
import dev.orgrelay.organization.Outcome.Deferred;
import dev.orgrelay.organization.Provenance;
import java.util.Optional;

/**
 * What the ledger said to a change.
 *
 * @param reason names the event or the time of what was newer; empty where nothing was
 */
public record LedgerDecision(Word word, Optional<String> reason) {

    /** How contracts write it. */
    public enum Word {
        /** Nothing newer is known. */
        NEW,
        /** Something newer has set a part of it. */
        PARTLY,
        /** The same event was applied before. */
        DUPLICATE,
        /** Something newer has set all of it. */
        STALE,
        /** Another change of the organization is under way. */
        BUSY,
        /** Something else has to be known, or to be there, first. */
        WAITS
    }

    private static final LedgerDecision FREE = new LedgerDecision(Word.NEW, Optional.empty());

    /** Something newer, {@code reason}, has set a part of it. */
    static LedgerDecision partly(String reason) {
        return new LedgerDecision(Word.PARTLY, Optional.of(reason));
    }

    /** As far as {@code outcome} tells; empty if the ledger was not asked. */
    static Optional<LedgerDecision> behind(Outcome outcome, Provenance provenance) {
        if (outcome instanceof Outcome.Duplicate) {
            String event = provenance.eventId().map(id -> "event " + id).orElse("the same event");
            return Optional.of(new LedgerDecision(Word.DUPLICATE, Optional.of(event + " was applied before")));
        }
        if (outcome instanceof Outcome.Stale) {
            return Optional.of(new LedgerDecision(Word.STALE, outcome.detail()));
        }
        if (outcome instanceof Deferred deferred) {
            return word(deferred.cause())
                    .map(word -> word == Word.NEW ? FREE : new LedgerDecision(word, outcome.detail()));
        }
        boolean isUnasked = outcome instanceof Outcome.Queued || outcome instanceof Outcome.Ignored;
        return isUnasked ? Optional.empty() : Optional.of(FREE);
    }

    private static Optional<Word> word(Cause cause) {
        return switch (cause) {
            case BUSY, RIGHT_LOST -> Optional.of(Word.BUSY);
            case IN_DOUBT, MISSING -> Optional.of(Word.WAITS);
            case NO_TIME, NO_STORAGE, NOT_LOOKED_UP, LATER, UNREADABLE -> Optional.empty();
            case NO_PLACE, NO_ANSWER, UNAVAILABLE, UNAUTHORIZED, STOPPING -> Optional.of(Word.NEW);
        };
    }
}
