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
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Looks up what is known of one organization: in the ledger, in the journal, among what was deferred, and by one GET at IoT Central. */
@ApplicationScoped
public class OrganizationHistory {

    private final LedgerStore ledger;
    private final Journal journal;
    private final DeferredChanges deferred;
    private final Ownership ownership;

    OrganizationHistory(LedgerStore ledger, Journal journal, DeferredChanges deferred, Ownership ownership) {
        this.ledger = ledger;
        this.ownership = ownership;
        this.journal = journal;
        this.deferred = deferred;
    }

    /**
     * @param central the application that it belongs to
     * @return empty if neither the ledger nor IoT Central knows it. Fails if one of them cannot be asked
     */
    public Uni<Optional<ObjectNode>> of(LedgerKey key, Central central) {
        return Uni.combine()
                .all()
                .unis(ledger.read(key), actual(key, central), RecordedDeliveries.of(journal, key))
                .asTuple()
                .flatMap(known -> ownership
                        .isOwned(key, known.getItem2())
                        .map(isOwned -> json(new HistoryJson(
                                key, known.getItem1().entry(), known.getItem2(), isOwned, known.getItem3()))));
    }

    private Optional<ObjectNode> json(HistoryJson history) {
        LedgerKey key = history.key();
        return history.entry().equals(LedgerEntry.NONE) && history.actual().isEmpty()
                ? Optional.empty()
                : Optional.of(history.write(
                        deferred.of(key.application(), key.organization().value())));
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
