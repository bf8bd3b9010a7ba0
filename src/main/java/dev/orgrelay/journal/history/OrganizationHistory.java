package dev.orgrelay.journal.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.central.Central;
import dev.orgrelay.central.CentralException;
import dev.orgrelay.journal.Journal;
import dev.orgrelay.journal.status.DeferredChanges;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.relay.LedgerEntry;
import dev.orgrelay.relay.LedgerKey;
import dev.orgrelay.relay.LedgerStore;
import dev.orgrelay.relay.Ownership;
import dev.orgrelay.relay.ScheduledChange;
import dev.orgrelay.relay.ScheduledChanges;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Looks up what is known of one organization: in the ledger, in the journal, among what was deferred or takes effect later, and by one GET at IoT Central. */
@ApplicationScoped
public class OrganizationHistory {

    private static final int MOST_SCHEDULED = 100;

    private final LedgerStore ledger;
    private final Journal journal;
    private final DeferredChanges deferred;
    private final Ownership ownership;
    private final ScheduledChanges scheduled;

    OrganizationHistory(
            LedgerStore ledger,
            Journal journal,
            DeferredChanges deferred,
            Ownership ownership,
            ScheduledChanges scheduled) {
        this.scheduled = scheduled;
        this.ledger = ledger;
        this.ownership = ownership;
        this.journal = journal;
        this.deferred = deferred;
    }

    /**
     * @param central the application that it belongs to
     * @return empty if neither the ledger nor IoT Central knows it, and nothing about it waits. Fails if one of them cannot be asked
     */
    public Uni<Optional<ObjectNode>> of(LedgerKey key, Central central) {
        return Uni.combine()
                .all()
                .unis(
                        ledger.read(key),
                        actual(key, central),
                        RecordedDeliveries.of(journal, key),
                        scheduled.list(kept -> key.isOf(kept.change()), Optional.empty(), MOST_SCHEDULED))
                .asTuple()
                .flatMap(known -> ownership
                        .isOwned(key, known.getItem2())
                        .map(isOwned -> json(
                                new HistoryJson(
                                        key, known.getItem1().entry(), known.getItem2(), isOwned, known.getItem3()),
                                known.getItem4().changes())));
    }

    private Optional<ObjectNode> json(HistoryJson history, List<ScheduledChange> later) {
        LedgerKey key = history.key();
        return history.entry().equals(LedgerEntry.NONE) && history.actual().isEmpty() && later.isEmpty()
                ? Optional.empty()
                : Optional.of(history.write(
                        deferred.of(key.application(), key.organization().value()), later));
    }

    private static Uni<Optional<Organization>> actual(LedgerKey key, Central central) {
        return central.get(key.organization())
                .map(Optional::of)
                .onFailure(OrganizationHistory::isMissing)
                .recoverWithItem(Optional.empty());
    }

    private static boolean isMissing(Throwable failure) {
        return failure instanceof CentralException central && central.kind() == CentralException.Kind.NOT_FOUND;
    }
}
