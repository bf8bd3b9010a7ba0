package dev.orgrelay.source;

import dev.orgrelay.mapping.Mapped;
import dev.orgrelay.mapping.Mapped.NotYet;
import dev.orgrelay.mapping.Mapped.NothingToDo;
import dev.orgrelay.mapping.Mapped.ToApply;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Provenance;
import java.time.Duration;

/** What a source does with a change that takes effect later: HR systems tell in May what will be true in June. */
enum FuturePolicy {
    /** It is applied at once. */
    APPLY,
    /** It is kept here until then; where nothing can keep it, its sender is asked to send it again, after an hour at the latest. */
    DEFER,
    /** It is ignored, because the sender tells again when the time has come. */
    IGNORE;
    /** The message itself, unless it is a change that takes effect later and is not to be applied. */
    Mapped check(Mapped message) {
        return this == APPLY ? message : message.mapChange(this::check);
    }

    private Mapped check(Change change) {
        Provenance provenance = change.provenance();
        Duration ahead = provenance
                .occurredAt()
                .map(at -> Duration.between(provenance.receivedAt(), at))
                .orElse(Duration.ZERO);
        if (ahead.compareTo(Provenance.MOST_AHEAD) <= 0) {
            return new ToApply(change);
        }
        return this == DEFER
                ? new NotYet(change)
                : new NothingToDo(
                        provenance,
                        "it takes effect at " + provenance.occurredAt().orElseThrow()
                                + ", and the source ignores what is ahead");
    }
}
