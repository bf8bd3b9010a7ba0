package dev.orgrelay.relay;

import dev.orgrelay.organization.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A change with the keys by which the ledger knows it again.
 *
 * @param key whose entry it is about
 * @param event the key of its event; empty if that has no id
 * @param earlier those of earlier changes of the same delivery and organization that happened no later: once this one is applied, they are overtaken
 */
record KeyedChange(LedgerKey key, Change change, Optional<EventKey> event, List<EventKey> earlier) {

    static KeyedChange of(Change change, List<Change> earlier) {
        List<EventKey> keys = new ArrayList<>(earlier.size());
        earlier.forEach(one -> EventKey.of(one.provenance()).ifPresent(keys::add));
        return new KeyedChange(LedgerKey.of(change), change, EventKey.of(change.provenance()), List.copyOf(keys));
    }
}
