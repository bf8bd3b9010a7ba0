package dev.orgrelay.http;

import dev.orgrelay.http.BulkReplay.Item;
import dev.orgrelay.http.BulkReplay.Selection;
import dev.orgrelay.journal.DeliveryQuery;
import dev.orgrelay.journal.Journal;
import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Finds the oldest deliveries of those that a query wants: the journal lists the newest first. */
final class DeliverySelection {

    private final Journal journal;
    private final int most;
    private final Deque<Item> oldest = new ArrayDeque<>();
    private long beyond;

    DeliverySelection(Journal journal, int most) {
        this.journal = journal;
        this.most = most;
    }

    Uni<Selection> find(DeliveryQuery query) {
        return journal.list(query).flatMap(page -> {
            page.deliveries().forEach(head -> add(head.path("id").asText()));
            return page.next().isPresent()
                    ? find(query.before(page.next().get()))
                    : Uni.createFrom().item(new Selection(List.copyOf(oldest), beyond));
        });
    }

    private void add(String id) {
        oldest.addFirst(new Item(id, id));
        if (oldest.size() > most) {
            oldest.removeLast();
            beyond++;
        }
    }
}
