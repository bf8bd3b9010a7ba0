package dev.orgrelay.intake;

import dev.orgrelay.journal.Recording;
import dev.orgrelay.mapping.Mapped;
import dev.orgrelay.mapping.Mapped.NotYet;
import dev.orgrelay.mapping.Mapped.ToApply;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Outcome;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/** The messages of one delivery, as they were read, and those of their changes that are applied now and later. */
record ReadMessages(List<Mapped> all, List<Change> now, List<Change> later) {

    /** @param recording where their changes are recorded, which they take along */
    static ReadMessages of(List<Mapped> read, Instant now, Recording recording) {
        List<Mapped> all = read.stream()
                .map(message -> message.asOf(now)
                        .mapChange(change ->
                                new ToApply(change.with(change.provenance().cameWith(recording.id())))))
                .toList();
        return new ReadMessages(all, changes(all, ToApply.class), changes(all, NotYet.class));
    }

    private static List<Change> changes(List<Mapped> all, Class<? extends Mapped> kind) {
        List<Change> changes = new ArrayList<>(all.size());
        for (Mapped message : all) {
            if (kind.isInstance(message)) {
                changes.add(message.asked().orElseThrow());
            }
        }
        return changes;
    }

    /**
     * What becomes of each.
     *
     * @param ofNow one for each change that is applied now
     * @param ofLater one for each change that is applied later
     * @param ofOthers what becomes of a message that is not to be applied
     */
    Uni<List<Outcome>> outcomes(List<Outcome> ofNow, List<Outcome> ofLater, Function<Mapped, Uni<Outcome>> ofOthers) {
        if (ofNow.size() == all.size()) { // each message was a change
            return Uni.createFrom().item(ofNow);
        }
        Iterator<Outcome> nextNow = ofNow.iterator();
        Iterator<Outcome> nextLater = ofLater.iterator();
        List<Uni<Outcome>> outcomes = new ArrayList<>(all.size());
        for (Mapped message : all) {
            if (message instanceof ToApply) {
                outcomes.add(Uni.createFrom().item(nextNow.next()));
            } else if (message instanceof NotYet) {
                outcomes.add(Uni.createFrom().item(nextLater.next()));
            } else {
                outcomes.add(ofOthers.apply(message));
            }
        }
        if (outcomes.size() < 2) { // as in most deliveries
            return outcomes.isEmpty()
                    ? Uni.createFrom().item(List.of())
                    : outcomes.get(0).map(List::of);
        }
        return Uni.join().all(outcomes).andFailFast();
    }
}
